package io.lyceum.quiz;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.quiz.domain.QuizCommand;
import io.lyceum.quiz.domain.QuizDecider;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.QuizState;
import io.lyceum.topic.TopicKind;
import java.util.Optional;

/** The door to the quiz kind. */
public final class QuizTopic {
  /** The {@code kind} of {@code quiz:<id>}. */
  public static final String KIND = "quiz";

  private QuizTopic() {}

  public static TopicKind<QuizState, QuizCommand, QuizEvent> kind(QuizSettings settings) {
    return new TopicKind<>(
        KIND, new QuizDecider(settings.answerGrace()), new QuizFrames(), codec());
  }

  /** Reads a quiz's stored events, for flows. */
  public static JournalCodec<QuizState, QuizEvent> codec() {
    return QuizJournal.codec();
  }

  /** The topic of a quiz; empty when the text cannot be an id. */
  public static Optional<TopicId> topic(SchoolId school, String quiz) {
    return TopicId.parse(school, KIND + ":" + quiz);
  }
}
