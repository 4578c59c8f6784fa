package io.lyceum.media.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.JanusProcess;
import io.lyceum.media.MediaServer;
import io.lyceum.media.MediaServer.News;
import io.lyceum.media.MediaServer.Room;
import io.lyceum.media.Place;
import io.lyceum.media.Source;
import io.lyceum.media.TrackKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter does with a real Janus, as far as no media flows. */
class JanusServersTest {
  private static final TopicId CLASS = new TopicId(new SchoolId("demo"), "class", "algebra");
  private static final Feed FEED = new Feed(new Place(new UserId("tea"), "desk"), Source.CAMERA, 1);

  @TempDir static Path folder;
  private static JanusProcess janus;
  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    JanusProcess.assumeInstalled();
    janus = JanusProcess.start(folder);
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    if (janus != null) {
      kit.shutdownTestKit();
      janus.close();
    }
  }

  @Test
  void a_feed_is_taken_muted_and_ended() {
    JanusServers servers = connected(JanusProcess.SECRET, Clock.systemUTC());
    Room room = done(servers.open(CLASS, _ -> {}));
    assertThat(done(room.publish(FEED, SampleOffer.SDP)))
        .contains("m=audio")
        .contains("m=video")
        .doesNotContain(Long.toString(RoomKeys.of(CLASS, JanusProcess.SECRET).room()));
    done(room.mute(FEED, TrackKind.AUDIO, true));
    done(room.mute(FEED, TrackKind.AUDIO, false));
    room.candidate(FEED, new MediaServer.Candidate(null, "0", 0));
    room.stop(FEED);
    assertThat(done(room.publish(new Feed(FEED.place(), Source.SCREEN, 2), SampleOffer.SDP)))
        .contains("m=audio");
    room.close();
  }

  @Test
  void what_is_not_sent_yet_cannot_be_heard() {
    JanusServers servers = connected(JanusProcess.SECRET, Clock.systemUTC());
    Room room = done(servers.open(CLASS, _ -> {}));
    done(room.publish(FEED, SampleOffer.SDP));
    Place ada = new Place(new UserId("ada"), "phone");
    assertThatThrownBy(() -> done(room.listen(ada, Set.of(FEED))))
        .hasRootCauseInstanceOf(JanusFailure.class);
    room.close();
  }

  @Test
  void a_room_that_was_left_behind_is_opened_anew_and_one_nobody_opens_is_swept() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    JanusServers crashed = connected(JanusProcess.SECRET, Clock.systemUTC());
    done(crashed.open(new TopicId(CLASS.school(), "class", "left-behind"), _ -> {}));
    done(crashed.open(CLASS, _ -> {}));
    JanusServers next = connected(JanusProcess.SECRET, later);
    Room room = done(next.open(CLASS, _ -> {}));
    assertThat(done(next.sweep())).isEqualTo(1);
    Awaitility.await().until(() -> done(next.sweep()) == 0);
    assertThat(done(room.publish(FEED, SampleOffer.SDP))).contains("m=audio");
    room.close();
  }

  @Test
  void a_room_is_entered_with_its_pin_alone() {
    JanusServers servers = connected(JanusProcess.SECRET, Clock.systemUTC());
    Room room = done(servers.open(CLASS, _ -> {}));
    JanusInstance instance = servers.instances().getFirst();
    RoomKeys keys = RoomKeys.of(CLASS, JanusProcess.SECRET);
    var body = VideoRoom.publish(new RoomKeys(keys.room(), "", "guessed"), 7, 64_000);
    long handle = done(instance.attach(_ -> {}));
    assertThatThrownBy(() -> done(instance.ask(handle, body, null)))
        .rootCause()
        .hasMessageContaining("nauthorized");
    var kick = JsonNodeFactory.instance.objectNode();
    kick.put("request", "destroy").put("room", keys.room()).put("secret", "guessed");
    assertThatThrownBy(() -> done(instance.ask(kick)))
        .rootCause()
        .hasMessageContaining("nauthorized");
    room.close();
  }

  @Test
  void without_the_secret_janus_is_not_reached() {
    JanusServers servers = servers("not-the-secret-of-this-one", Clock.systemUTC());
    Awaitility.await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofSeconds(3))
        .until(() -> servers.instances().stream().noneMatch(JanusInstance::isUp));
    assertThatThrownBy(() -> done(servers.open(CLASS, _ -> {})))
        .rootCause()
        .hasMessageContaining("No Janus is reached");
  }

  @Test
  void when_janus_dies_its_rooms_are_lost_and_it_is_reached_again_when_it_is_back() {
    JanusServers servers = connected(JanusProcess.SECRET, Clock.systemUTC());
    Queue<News> news = new ConcurrentLinkedQueue<>();
    done(servers.open(CLASS, news::add));
    janus.kill();
    Awaitility.await().untilAsserted(() -> assertThat(news).contains(new News.Lost()));
    assertThatThrownBy(() -> done(servers.open(CLASS, _ -> {})))
        .rootCause()
        .isInstanceOf(JanusFailure.class);
    janus.startAgain();
    awaitUp(servers);
    done(servers.open(CLASS, _ -> {})).close();
  }

  private static JanusServers connected(String secret, Clock clock) {
    JanusServers servers = servers(secret, clock);
    awaitUp(servers);
    return servers;
  }

  private static void awaitUp(JanusServers servers) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> servers.instances().stream().allMatch(JanusInstance::isUp));
  }

  private static JanusServers servers(String secret, Clock clock) {
    JanusSettings settings =
        new JanusSettings(List.of(URI.create(janus.url())), secret, 500_000, 900_000);
    CompletableFuture<JanusServers> started = new CompletableFuture<>();
    kit.spawn(
        Behaviors.setup(
            (ActorContext<Void> context) -> {
              started.complete(
                  JanusServers.start(context, settings, clock, new SimpleMeterRegistry()));
              return Behaviors.empty();
            }));
    return started.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
