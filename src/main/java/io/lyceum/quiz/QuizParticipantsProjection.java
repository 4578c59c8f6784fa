package io.lyceum.quiz;

import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the table of who takes part; apart from the table of quizzes, so that it also begins with
 * the first event of a journal that is older than it.
 */
public final class QuizParticipantsProjection implements Projection {
  private final QuizRecordsHistory history = new QuizRecordsHistory();
  private final JournalCodec<QuizState, QuizEvent> codec = QuizTopic.journal();

  @Override
  public String name() {
    return "quiz-participants";
  }

  @Override
  public String kind() {
    return QuizTopic.NAME;
  }

  @Override
  public boolean wants(String kind, String manifest) {
    return codec.isOf(manifest, QuizEvent.ParticipantAdded.class);
  }

  @Override
  public void apply(Handle transaction, StoredEvent stored) {
    if (codec.read(stored.manifest(), stored.data())
        instanceof QuizEvent.ParticipantAdded(var person)) {
      history.addParticipant(transaction, stored.topic(), person.id());
    }
  }
}
