package io.lyceum.flow;

import io.lyceum.core.TopicId;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.progress.ProgressTopic;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.quiz.domain.QuizEvent;
import io.lyceum.quiz.domain.Standing;
import io.lyceum.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A finished quiz of a course counts into each participant's progress. Sent at least once, counted
 * exactly once: the progress knows the quizzes it has counted. Who is not enrolled in the course is
 * left out.
 */
public final class QuizCounts implements Reaction {
  private final Messenger messenger;

  public QuizCounts(Topics topics) {
    this.messenger = new Messenger(topics);
  }

  @Override
  public String name() {
    return "quiz-counts";
  }

  @Override
  public String kind() {
    return QuizTopic.NAME;
  }

  @Override
  public boolean wants(String manifest) {
    return QuizTopic.journal().isOf(manifest, QuizEvent.QuizFinished.class);
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    return switch (QuizTopic.journal().read(stored.manifest(), stored.data())) {
      case QuizEvent.QuizFinished finished when finished.courseId().isPresent() ->
          count(stored.topic(), finished, finished.courseId().get());
      case QuizEvent _ -> CompletableFuture.completedStage(null);
    };
  }

  private CompletionStage<?> count(TopicId quiz, QuizEvent.QuizFinished finished, String course) {
    List<CompletableFuture<?>> counted = new ArrayList<>();
    for (Standing standing : finished.standings()) {
      TopicId progress =
          new TopicId(quiz.school(), ProgressTopic.NAME, standing.user().value() + "/" + course);
      Map<String, Object> data =
          Map.of(
              "quiz",
              quiz.id(),
              "title",
              finished.title(),
              "score",
              standing.score(),
              "max",
              finished.maxScore());
      counted.add(messenger.tell(progress, "quiz:count", data).toCompletableFuture());
    }
    return CompletableFuture.allOf(counted.toArray(CompletableFuture[]::new));
  }
}
