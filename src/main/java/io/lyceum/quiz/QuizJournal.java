package io.lyceum.quiz;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;

/** The stored names of a quiz's events: promises, never changed. */
final class QuizJournal {
  private QuizJournal() {}

  static JournalCodec<QuizState, QuizEvent> codec() {
    return JournalCodec.<QuizState, QuizEvent>of("quiz.state", 1, QuizState.class)
        .event("quiz.created", 1, QuizEvent.QuizCreated.class)
        .event("quiz.participant-added", 1, QuizEvent.ParticipantAdded.class)
        .event("quiz.opened", 1, QuizEvent.QuizOpened.class)
        .event("quiz.question-opened", 1, QuizEvent.QuestionOpened.class)
        .event("quiz.answer-submitted", 1, QuizEvent.AnswerSubmitted.class)
        .event("quiz.question-closed", 1, QuizEvent.QuestionClosed.class)
        .event("quiz.leaderboard-changed", 1, QuizEvent.LeaderboardChanged.class)
        .event("quiz.finished", 1, QuizEvent.QuizFinished.class);
  }
}
