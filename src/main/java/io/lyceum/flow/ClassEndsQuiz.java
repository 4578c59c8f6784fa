package io.lyceum.flow;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.core.TopicId;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.Topics;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A class that ends closes the quiz shown in it; the results stand as they are by then. */
public final class ClassEndsQuiz implements Reaction {
  private final Messenger messenger;

  public ClassEndsQuiz(Topics topics) {
    this.messenger = new Messenger(topics);
  }

  @Override
  public String name() {
    return "class-ends-quiz";
  }

  @Override
  public String kind() {
    return ClassroomTopic.NAME;
  }

  /**
   * The class says which quiz it no longer shows; one that is finished already refuses, which is
   * fine.
   */
  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    return switch (ClassroomTopic.journal().read(stored.manifest(), stored.data())) {
      case ClassroomEvent.QuizClosed(String quiz) ->
          messenger.tell(
              new TopicId(stored.topic().school(), QuizTopic.NAME, quiz), "quiz:finish", Map.of());
      case ClassroomEvent _ -> CompletableFuture.completedStage(null);
    };
  }
}
