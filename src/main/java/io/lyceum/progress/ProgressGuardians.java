package io.lyceum.progress;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.school.GuardianListener;
import io.lyceum.identity.school.Guardians;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.topic.Topics;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells each progress topic who may follow its learner. A course begun and a parent linked at the
 * same time miss each other in no order: both are stored before either looks for the other.
 */
public final class ProgressGuardians implements GuardianListener {
  private final Topics topics;
  private final Database database;
  private final ProgressHistory history = new ProgressHistory();

  public ProgressGuardians(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
  }

  @Override
  public CompletionStage<?> changed(SchoolId school, UserId child, UserId parent, boolean follows) {
    return database
        .statement(school, handle -> history.enrolled(handle, school, child))
        .thenCompose(
            courses ->
                all(
                    courses.stream()
                        .flatMap(
                            id -> ProgressTopic.topic(school, child, new CourseId(id)).stream())
                        .map(topic -> tell(topic, parent, follows))
                        .toList()));
  }

  /** To be called for each topic that has just begun. */
  CompletionStage<?> begun(TopicId topic, UserId learner) {
    return parents(topic, learner)
        .thenCompose(
            before ->
                told(topic, before, true)
                    .thenCompose(_ -> parents(topic, learner))
                    .thenCompose(now -> told(topic, without(before, now), false)));
  }

  private CompletionStage<List<UserId>> parents(TopicId topic, UserId learner) {
    return database.statement(
        topic.school(), handle -> Guardians.of(handle, topic.school(), learner));
  }

  private static Set<UserId> without(List<UserId> before, List<UserId> now) {
    Set<UserId> gone = new HashSet<>(before);
    now.forEach(gone::remove);
    return gone;
  }

  private CompletionStage<?> told(TopicId topic, Collection<UserId> parents, boolean follows) {
    return all(parents.stream().map(parent -> tell(topic, parent, follows)).toList());
  }

  /** A topic that has not begun finds its parents when it does. */
  private CompletionStage<?> tell(TopicId topic, UserId parent, boolean follows) {
    return topics
        .tell(
            topic,
            Caller.system(topic.school()),
            follows ? "guardian:add" : "guardian:remove",
            Map.of("user", parent.value()))
        .exceptionallyCompose(
            failure -> {
              Refusal refusal = Refusal.in(failure);
              return refusal != null && refusal.rejection().code() == ErrorCode.NOT_FOUND
                  ? CompletableFuture.completedStage(0L)
                  : CompletableFuture.failedStage(failure);
            });
  }

  private static CompletionStage<?> all(List<? extends CompletionStage<?>> stages) {
    return CompletableFuture.allOf(
        stages.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new));
  }
}
