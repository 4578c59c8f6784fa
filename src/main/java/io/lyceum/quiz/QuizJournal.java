package io.lyceum.quiz;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.personal.Personal;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;

/** The stored names of a quiz's events, promises, never changed; and what in them is whose. */
final class QuizJournal {
  private static final Personal PLAN = Personal.of("plan.owner.id").name("plan.owner.name");
  private static final Personal STANDING = Personal.of("user").name("name");
  private static final Personal GIVEN = Personal.theirs().text("answer.text");

  /** The distribution of typed answers shows what was typed. */
  private static final Personal CLOSED =
      Personal.all(Personal.derived("distribution"), Personal.keyed("answers", GIVEN));

  private static final Personal STATE =
      Personal.all(
          PLAN,
          Personal.names("names"),
          Personal.derived("round.distribution"),
          Personal.keyed("round.answers", GIVEN),
          Personal.each("closed", CLOSED),
          Personal.keyed("standings", STANDING),
          Personal.each("top", STANDING));

  private QuizJournal() {}

  static JournalCodec<QuizState, QuizEvent> codec() {
    return JournalCodec.<QuizState, QuizEvent>of("quiz.state", 1, QuizState.class)
        .personal(STATE)
        .event("quiz.created", 1, QuizEvent.QuizCreated.class, PLAN)
        .event(
            "quiz.participant-added",
            1,
            QuizEvent.ParticipantAdded.class,
            Personal.of("person.id").name("person.name"))
        .event("quiz.opened", 1, QuizEvent.QuizOpened.class)
        .event("quiz.question-opened", 1, QuizEvent.QuestionOpened.class)
        .event(
            "quiz.answer-submitted",
            1,
            QuizEvent.AnswerSubmitted.class,
            Personal.of("by.id").name("by.name").text("given.answer.text"))
        .event(
            "quiz.question-closed",
            1,
            QuizEvent.QuestionClosed.class,
            Personal.all(Personal.derived("distribution"), Personal.keyed("results", GIVEN)))
        .event(
            "quiz.leaderboard-changed",
            1,
            QuizEvent.LeaderboardChanged.class,
            Personal.each("standings", STANDING))
        .event(
            "quiz.finished",
            1,
            QuizEvent.QuizFinished.class,
            Personal.all(
                Personal.of("owner.id").name("owner.name"), Personal.each("standings", STANDING)));
  }
}
