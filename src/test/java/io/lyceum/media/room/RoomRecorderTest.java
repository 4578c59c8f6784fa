package io.lyceum.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Layer;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import io.lyceum.media.TrackKind;
import io.lyceum.media.recording.Recordings;
import io.lyceum.media.room.RoomSurroundings.DatedPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a room has recorded, in the words it says to the media server and to who keeps it. */
class RoomRecorderTest {
  private static final TopicId CLASS = new TopicId(new SchoolId("demo"), "class", "algebra");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AtomicInteger parts = new AtomicInteger();
  private volatile Set<UserId> recorded = Set.of(ADA, BOB);
  private volatile long seq = 7;
  private volatile Consumer<MediaServer.News> news = _ -> {};
  private final ActorRef<RoomMessage> room = room();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void who_is_to_be_recorded_is_as_soon_as_they_send() {
    sends(ADA);
    isSaid("noted ada p1", "record ada p1");
  }

  @Test
  void who_does_not_consent_is_not() {
    sends(BOB);
    isSaid("refused bob");
  }

  @Test
  void when_the_class_is_not_recorded_any_more_the_part_ends() {
    sends(ADA);
    isSaid("noted ada p1", "record ada p1");
    recorded = Set.of();
    seq = 8;
    room.tell(new RoomMessage.Changed(8));
    isSaid("noted ada p1", "record ada p1", "stop ada", "ended p1");
  }

  @Test
  void what_is_sent_anew_is_another_part() {
    sends(ADA);
    isSaid("noted ada p1", "record ada p1");
    signal(ADA, "media:unpublish");
    isSaid("noted ada p1", "record ada p1", "stop ada", "ended p1");
    signal(ADA, "media:publish");
    isSaid(
        "noted ada p1", "record ada p1", "stop ada", "ended p1", "noted ada p2", "record ada p2");
  }

  @Test
  void when_the_media_server_is_lost_the_part_is_over() {
    sends(ADA);
    isSaid("noted ada p1", "record ada p1");
    news.accept(new MediaServer.News.Lost());
    Awaitility.await().untilAsserted(() -> assertThat(said).contains("ended p1"));
  }

  @Test
  void a_consent_that_is_taken_back_ends_the_part() {
    sends(ADA);
    isSaid("noted ada p1", "record ada p1");
    room.tell(new RoomMessage.Withdrawn(Set.of("p1")));
    isSaid("noted ada p1", "record ada p1", "stop ada", "ended p1");
    room.tell(RoomMessage.Nudge.TICK);
    signal(ADA, "media:join");
    assertThat(parts).hasValue(1);
  }

  private void sends(UserId user) {
    signal(user, "media:join");
    signal(user, "media:publish");
  }

  private void signal(UserId user, String type) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("device", "desk");
    if (type.equals("media:publish")) {
      data.put("sdp", "offer");
    }
    room.tell(new RoomMessage.Heard(user, new SessionId("s-" + user.value()), type, data));
  }

  private void isSaid(String... words) {
    Awaitility.await().untilAsserted(() -> assertThat(said).containsExactly(words));
  }

  private ActorRef<RoomMessage> room() {
    MediaServer server =
        (_, listener) -> {
          news = listener;
          return CompletableFuture.completedStage(new TellingRoom());
        };
    RoomSurroundings around =
        new RoomSurroundings(
            server,
            new SaidTopics(),
            _ -> CompletableFuture.completedStage(new DatedPlan(seq, plan())),
            InstantSource.system(),
            new NotedRecordings());
    return KIT.spawn(RoomActor.create(CLASS, around, KIT.<ShardCommand>createTestProbe().ref()));
  }

  private MediaPlan plan() {
    return new MediaPlan(true, List.of(member(ADA), member(BOB)));
  }

  private MediaPlan.Member member(UserId user) {
    return new MediaPlan.Member(user, new Rights(true, true, false), recorded.contains(user));
  }

  /** Keeps nothing of Bob. */
  private final class NotedRecordings implements Recordings {
    @Override
    public CompletionStage<Optional<String>> begin(TopicId topic, UserId user, Instant at) {
      if (user.equals(BOB)) {
        said.add("refused bob");
        return CompletableFuture.completedStage(Optional.empty());
      }
      String part = "p" + parts.incrementAndGet();
      said.add("noted " + user.value() + " " + part);
      return CompletableFuture.completedStage(Optional.of(part));
    }

    @Override
    public String nameOf(String part) {
      return part;
    }

    @Override
    public CompletionStage<Set<String>> goOn(
        SchoolId school, Map<String, UserId> going, Instant at) {
      return CompletableFuture.completedStage(Set.of());
    }

    @Override
    public CompletionStage<?> end(SchoolId school, String part, Instant at) {
      said.add("ended " + part);
      return CompletableFuture.completedStage(null);
    }
  }

  /** Takes every feed at once and says what is recorded. */
  private final class TellingRoom implements MediaServer.Room {
    @Override
    public CompletionStage<String> publish(Feed feed, String offer) {
      return CompletableFuture.completedStage("answer")
          .whenComplete((_, _) -> news.accept(new MediaServer.News.Sending(feed)))
          .toCompletableFuture();
    }

    @Override
    public CompletionStage<Void> mute(Feed feed, TrackKind kind, boolean muted) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> record(Feed feed, String name) {
      said.add("record " + feed.place().user().value() + " " + name);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void stopRecording(Feed feed) {
      said.add("stop " + feed.place().user().value());
    }

    @Override
    public CompletionStage<MediaServer.Offer> listen(Place place, Set<Feed> also) {
      return CompletableFuture.completedStage(new MediaServer.Offer("offer", List.of()));
    }

    @Override
    public CompletionStage<Void> answer(Place place, String sdp) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void prefer(Place listener, String mid, Layer layer) {}

    @Override
    public void candidate(Feed feed, MediaServer.Candidate candidate) {}

    @Override
    public void candidate(Place listener, MediaServer.Candidate candidate) {}

    @Override
    public void stop(Feed feed) {}

    @Override
    public void leave(Place place) {}

    @Override
    public void close() {}
  }
}
