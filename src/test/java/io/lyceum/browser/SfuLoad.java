package io.lyceum.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.JanusProcess;
import io.lyceum.media.MediaServer.News;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Room;
import io.lyceum.media.Place;
import io.lyceum.media.Source;
import io.lyceum.media.janus.JanusServers;
import io.lyceum.media.janus.JanusSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.awaitility.Awaitility;

/**
 * What one Janus takes of a core for a sender and for each listener. Listeners are connections of
 * one page that throw away what comes before it is decoded, or the browser would be what is
 * measured.
 */
final class SfuLoad {
  private static final TopicId CLASS = new TopicId(new SchoolId("demo"), "class", "load");
  private static final List<Integer> LISTENERS = List.of(10, 25, 50, 75, 100);
  private static final Duration SETTLE = Duration.ofSeconds(4);
  private static final Duration MEASURE = Duration.ofSeconds(8);

  /** Of the packets, lost at a listener. */
  private static final double TOO_MUCH = 0.01;

  private static final String PAGE =
      """
      () => {
        const whole = (peer) => new Promise((done) => {
          const check = () => peer.iceGatheringState === "complete" && done(peer.localDescription.sdp);
          peer.onicegatheringstatechange = check;
          check();
        });
        window.ends = [];
        window.send = async () => {
          const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
          const peer = (window.sender = new RTCPeerConnection());
          for (const track of stream.getTracks()) peer.addTransceiver(track, { direction: "sendonly" });
          await peer.setLocalDescription();
          return whole(peer);
        };
        window.sent = (sdp) => window.sender.setRemoteDescription({ type: "answer", sdp });
        window.listen = async (sdp) => {
          const peer = new RTCPeerConnection({ encodedInsertableStreams: true });
          peer.ontrack = ({ receiver }) => receiver.createEncodedStreams?.().readable.pipeTo(new WritableStream());
          window.ends.push(peer);
          await peer.setRemoteDescription({ type: "offer", sdp });
          await peer.setLocalDescription();
          return whole(peer);
        };
        /** Packets that came and that were lost, in all. */
        window.came = async () => {
          let received = 0, lost = 0;
          for (const peer of window.ends)
            for (const one of (await peer.getStats()).values())
              if (one.type === "inbound-rtp") { received += one.packetsReceived; lost += one.packetsLost; }
          return [received, lost];
        };
      }
      """;

  private final Chromium chromium;
  private final JanusProcess janus;
  private final Set<Feed> arrived = ConcurrentHashMap.newKeySet();

  SfuLoad(Chromium chromium, JanusProcess janus) {
    this.chromium = chromium;
    this.janus = janus;
  }

  Map<String, Double> measure() {
    ActorTestKit kit = ActorTestKit.create();
    try {
      JanusServers servers = servers(kit);
      Page page = chromium.window("bench-load", 600, 400, ColorScheme.LIGHT).page();
      page.navigate("/");
      page.evaluate(PAGE);
      return measure(servers, page);
    } finally {
      kit.shutdownTestKit();
    }
  }

  private Map<String, Double> measure(JanusServers servers, Page page) {
    double idle = cores();
    Room room = opened(servers);
    Feed feed = new Feed(new Place(new UserId("tea"), "desk"), Source.CAMERA, 1);
    String answer = done(room.publish(feed, (String) page.evaluate("window.send()")));
    page.evaluate("sdp => window.sent(sdp)", answer);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> arrived.contains(feed));
    double alone = settled();
    Map<String, Double> figures = new HashMap<>();
    figures.put("publisher", alone - idle);
    int there = 0;
    for (int listeners : LISTENERS) {
      for (; there < listeners; there++) {
        listen(room, page, feed, there);
      }
      settle();
      double[] before = came(page);
      double cores = cores();
      double[] after = came(page);
      double received = after[0] - before[0];
      double lost = after[1] - before[1];
      if (lost > TOO_MUCH * received || received == 0) {
        break;
      }
      figures.put("listeners", (double) listeners);
      figures.put("listener", (cores - alone) / listeners);
      figures.put("atMost", cores);
      figures.put("packets", received / MEASURE.toSeconds());
    }
    room.close();
    return figures;
  }

  private static void listen(Room room, Page page, Feed feed, int number) {
    Place place = new Place(new UserId("pupil" + number), "desk");
    Offer offer = done(room.listen(place, Set.of(feed)));
    done(room.answer(place, (String) page.evaluate("sdp => window.listen(sdp)", offer.sdp())));
  }

  private static double[] came(Page page) {
    List<?> both = (List<?>) page.evaluate("window.came()");
    return both.stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray();
  }

  private double settled() {
    settle();
    return cores();
  }

  private static void settle() {
    pause(SETTLE);
  }

  /** How many cores the media server took on the average. */
  private double cores() {
    Duration before = janus.cpu();
    long from = System.nanoTime();
    pause(MEASURE);
    return (double) janus.cpu().minus(before).toNanos() / (System.nanoTime() - from);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Room opened(JanusServers servers) {
    return done(
        servers.open(
            CLASS,
            news -> {
              if (news instanceof News.Sending(Feed feed)) {
                arrived.add(feed);
              }
            }));
  }

  private JanusServers servers(ActorTestKit kit) {
    JanusSettings settings =
        new JanusSettings(
            List.of(URI.create(janus.url())), JanusProcess.SECRET, 600_000, 1_500_000);
    CompletableFuture<JanusServers> started = new CompletableFuture<>();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    kit.spawn(
        Behaviors.setup(
            (ActorContext<Void> context) -> {
              started.complete(JanusServers.start(context, settings, Clock.systemUTC(), meters));
              return Behaviors.empty();
            }));
    JanusServers servers = done(started);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> meters.get("lyceum.media.servers").gauge().value() == 1);
    return servers;
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
