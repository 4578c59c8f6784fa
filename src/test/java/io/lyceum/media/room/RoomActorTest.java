package io.lyceum.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.core.SchoolId;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.Rights;
import io.lyceum.media.recording.Recordings;
import io.lyceum.media.room.RoomSurroundings.DatedPlan;
import io.lyceum.media.room.Told.Leg;
import io.lyceum.media.room.Told.Why;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a page is told when there is no room for it. */
class RoomActorTest {
  private static final TopicId CLASS = new TopicId(new SchoolId("demo"), "class", "algebra");
  private static final UserId ADA = new UserId("ada");
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final MediaServer NONE =
      (_, _) -> CompletableFuture.failedStage(new IllegalStateException("there is none"));
  private static final MediaPlan OPEN =
      new MediaPlan(true, List.of(new MediaPlan.Member(ADA, Rights.NONE)));

  private final SaidTopics topics = new SaidTopics();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void who_joins_when_the_class_has_ended_is_told_so_and_the_class_is_asked_once() {
    joins(CompletableFuture.completedStage(new MediaPlan(false, List.of())));
    hears(new Told.Closed(Leg.ALL, Why.ENDED));
    Awaitility.await().during(Duration.ofMillis(200)).until(() -> asked.get() == 1);
  }

  @Test
  void without_a_media_server_it_is_unavailable() {
    joins(CompletableFuture.completedStage(OPEN));
    hears(new Told.Closed(Leg.ALL, Why.UNAVAILABLE));
  }

  @Test
  void when_the_class_does_not_answer_it_is_unavailable() {
    joins(CompletableFuture.failedStage(new IllegalStateException("it moves")));
    hears(new Told.Closed(Leg.ALL, Why.UNAVAILABLE));
  }

  @Test
  void a_plan_of_before_the_change_is_not_taken_for_the_one_after_it() {
    AtomicInteger reads = new AtomicInteger();
    ActorRef<RoomMessage> room =
        room(
            () ->
                CompletableFuture.completedStage(
                    new DatedPlan(
                        reads.incrementAndGet() < 4 ? 7 : 8, new MediaPlan(false, List.of()))));
    room.tell(new RoomMessage.Changed(8));
    room.tell(joining());
    hears(new Told.Closed(Leg.ALL, Why.ENDED));
    assertThat(reads).hasValue(4);
  }

  private void joins(CompletionStage<MediaPlan> plan) {
    room(() -> plan.thenApply(read -> new DatedPlan(7, read))).tell(joining());
  }

  private static RoomMessage joining() {
    return new RoomMessage.Heard(
        ADA,
        new SessionId("s1"),
        "media:join",
        JsonNodeFactory.instance.objectNode().put("device", "desk"));
  }

  private ActorRef<RoomMessage> room(Supplier<CompletionStage<DatedPlan>> plan) {
    RoomSurroundings around =
        new RoomSurroundings(
            NONE,
            topics,
            _ -> {
              asked.incrementAndGet();
              return plan.get();
            },
            InstantSource.system(),
            Recordings.NONE);
    return KIT.spawn(RoomActor.create(CLASS, around, KIT.<ShardCommand>createTestProbe().ref()));
  }

  private void hears(Told told) {
    Awaitility.await().untilAsserted(() -> assertThat(topics.said).containsExactly(told));
  }
}
