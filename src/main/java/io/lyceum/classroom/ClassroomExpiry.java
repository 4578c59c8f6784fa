package io.lyceum.classroom;

import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import io.lyceum.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets go of classes that ended long ago: everybody is taken off the roster and with that out of
 * the class's chat, nobody has it in a list, and who was there is told to nobody.
 */
final class ClassroomExpiry implements Expiry {
  private final Topics topics;
  private final Database database;

  ClassroomExpiry(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
  }

  @Override
  public Kept kept() {
    return Kept.CLASSES;
  }

  @Override
  public int expire(SchoolId school, Instant before) {
    List<TopicId> old =
        done(
            database.statement(
                school, handle -> ClassroomRecordsHistory.endedBefore(handle, school, before)));
    old.forEach(this::forget);
    return old.size();
  }

  private void forget(TopicId lesson) {
    List<UserId> members =
        done(
            database.statement(
                lesson.school(), handle -> ClassroomRecordsHistory.members(handle, lesson)));
    members.forEach(member -> done(remove(lesson, member)));
    done(
        database.transaction(
            lesson.school(),
            handle -> {
              ClassroomRecordsHistory.expired(handle, lesson);
              return lesson;
            }));
  }

  /** Who is off the roster already is no failure. */
  private CompletionStage<Long> remove(TopicId lesson, UserId member) {
    return topics
        .tell(
            lesson, Caller.system(lesson.school()), "member:remove", Map.of("user", member.value()))
        .exceptionallyCompose(
            failure ->
                Refusal.in(failure) == null
                    ? CompletableFuture.failedStage(failure)
                    : CompletableFuture.completedStage(0L));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
