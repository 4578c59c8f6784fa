package io.lyceum.quiz;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import org.jdbi.v3.core.Handle;

/** Keeps the table of quizzes. */
public final class QuizHistoryProjection implements Projection {
  private final QuizHistory history = new QuizHistory();
  private final JournalCodec<QuizState, QuizEvent> codec = QuizTopic.journal();

  @Override
  public String name() {
    return "quiz-history";
  }

  @Override
  public String kind() {
    return QuizTopic.NAME;
  }

  @Override
  public boolean wants(String kind, String manifest) {
    return !codec.isOf(manifest, QuizEvent.AnswerSubmitted.class);
  }

  @Override
  public void apply(Handle transaction, StoredEvent stored) {
    switch (codec.read(stored.manifest(), stored.data())) {
      case QuizEvent.QuizCreated e ->
          history.insert(transaction, stored.topic(), e.plan(), stored.at());
      case QuizEvent.QuizOpened _ -> history.setStatus(transaction, stored.topic(), "open");
      case QuizEvent.QuestionOpened _ -> history.setStatus(transaction, stored.topic(), "question");
      case QuizEvent.QuestionClosed _ -> history.setStatus(transaction, stored.topic(), "closed");
      case QuizEvent.QuizFinished _ -> history.finished(transaction, stored.topic(), stored.at());
      case QuizEvent.ParticipantAdded _,
          QuizEvent.AnswerSubmitted _,
          QuizEvent.LeaderboardChanged _ -> {}
    }
  }
}
