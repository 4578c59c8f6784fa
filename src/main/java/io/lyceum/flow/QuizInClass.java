package io.lyceum.flow;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.TopicId;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A quiz that opens in a class is shown there; when it is finished, no longer. */
public final class QuizInClass implements Reaction {
  private final Messenger messenger;

  public QuizInClass(Topics topics) {
    this.messenger = new Messenger(topics);
  }

  @Override
  public String name() {
    return "quiz-in-class";
  }

  @Override
  public String kind() {
    return QuizTopic.NAME;
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    String quiz = stored.topic().id();
    return switch (QuizTopic.journal().read(stored.manifest(), stored.data())) {
      case QuizEvent.QuizOpened opened ->
          tellClass(
              stored,
              opened.classId(),
              "quiz:attach",
              Map.of("quiz", quiz, "title", opened.title()));
      case QuizEvent.QuizFinished finished ->
          tellClass(stored, finished.classId(), "quiz:detach", Map.of("quiz", quiz));
      case QuizEvent _ -> CompletableFuture.completedStage(null);
    };
  }

  private CompletionStage<Void> tellClass(
      StoredEvent stored, Optional<String> classId, String type, Object data) {
    return classId
        .map(
            id ->
                messenger.tell(
                    new TopicId(stored.topic().school(), ClassroomTopic.NAME, id), type, data))
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }
}
