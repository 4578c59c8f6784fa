package io.lyceum.flow;

import io.lyceum.classroom.BreakoutPlan;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.classroom.domain.BreakoutRoom;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The rooms of a class are made, have the people whom the class has seated there, and end with the
 * breakout. What is sent says how a room ought to be, as of now: late or twice does no harm.
 */
public final class ClassSplits implements Reaction {
  private static final long AGAIN_MS = 20;

  private final Topics topics;
  private final Messenger messenger;

  public ClassSplits(Topics topics) {
    this.topics = topics;
    this.messenger = new Messenger(topics);
  }

  @Override
  public String name() {
    return "class-splits";
  }

  @Override
  public String kind() {
    return ClassroomTopic.NAME;
  }

  /** A new assistant, and who is none any more, is so in every room. */
  @Override
  public boolean wants(String manifest) {
    return ClassroomTopic.journal().isOf(manifest, BreakoutEvent.BreakoutOpened.class)
        || ClassroomTopic.journal().isOf(manifest, BreakoutEvent.MemberSeated.class)
        || ClassroomTopic.journal().isOf(manifest, BreakoutEvent.BreakoutClosed.class)
        || ClassroomTopic.journal().isOf(manifest, ClassroomEvent.MemberRoleChanged.class);
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    return ClassroomTopic.journal().read(stored.manifest(), stored.data())
            instanceof BreakoutEvent.BreakoutClosed(List<BreakoutRoom> rooms)
        ? each(rooms, room -> messenger.tell(room(stored, room.id()), "class:end", Map.of()))
        : plan(stored).thenCompose(plan -> arrange(stored, plan));
  }

  private CompletionStage<?> arrange(StoredEvent stored, BreakoutPlan plan) {
    return each(
        plan.rooms(),
        room ->
            messenger.tell(
                room(stored, room.id()), "room:arrange", room.arrangement(stored.topic())));
  }

  /** The journal may be read before the topic itself has heard that its write is done. */
  private CompletionStage<BreakoutPlan> plan(StoredEvent since) {
    TopicId split = since.topic();
    return topics
        .stateReport(split, Caller.system(split.school()), BreakoutPlan.REPORT)
        .thenCompose(
            read ->
                read.seq() < since.seq()
                    ? later().thenCompose(_ -> plan(since))
                    : CompletableFuture.completedStage(BreakoutPlan.read(read.report())));
  }

  private static CompletionStage<Void> later() {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS));
  }

  private static TopicId room(StoredEvent stored, String id) {
    return new TopicId(stored.topic().school(), ClassroomTopic.NAME, id);
  }

  private static <T> CompletionStage<?> each(
      List<T> rooms, Function<T, CompletionStage<Void>> what) {
    return CompletableFuture.allOf(
        rooms.stream()
            .map(room -> what.apply(room).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }
}
