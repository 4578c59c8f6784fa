package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.media.JanusProcess;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A teacher and two pupils see and hear each other through a real Janus. It has a network of its
 * own, because ICE leaves the loopback out.
 */
class ClassMediaBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path folder;
  @TempDir static Path otherFolder;

  /** Keeps the page's connections, so that the browser can be asked what it received. */
  private static final String WATCHED =
      """
      window.peers = [];
      const Real = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(...all) { super(...all); window.peers.push(this); }
      };
      """;

  /** A page that does not obey: once it sends, it never stops. */
  private static final String DISOBEDIENT =
      """
      MediaStreamTrack.prototype.stop = () => {};
      const put = RTCRtpSender.prototype.replaceTrack;
      RTCRtpSender.prototype.replaceTrack = function (track) { return track ? put.call(this, track) : Promise.resolve(); };
      """;

  /** The sum of a figure over all that this page receives or sends of a kind. */
  private static final String SUM =
      """
      async ([type, kind, figure]) => {
        let sum = 0;
        for (const peer of window.peers.filter((p) => p.connectionState === "connected"))
          for (const report of (await peer.getStats()).values())
            if (report.type === type && report.kind === kind) sum += report[figure] ?? 0;
        return sum;
      }
      """;

  private static JanusProcess janus;
  private static JanusProcess other;
  private static FullNode node;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    JanusProcess.assumeNetwork();
    Files.createDirectories(Window.SCREENSHOTS);
    janus = JanusProcess.startInNamespace(folder, 41);
    other = JanusProcess.startInNamespace(otherFolder, 42);
    node =
        FullNode.start(
            DATABASE,
            Map.of(
                "LYCEUM_JANUS_URL",
                janus.url() + "," + other.url(),
                "LYCEUM_JANUS_API_SECRET",
                JanusProcess.SECRET));
    chromium = Chromium.launchWithCamera("http://127.0.0.1:" + node.port());
    grace = chromium.window("media-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = chromium.window("media-pupil", 1100, 800, ColorScheme.DARK);
    bob = chromium.window("media-phone", 360, 740, ColorScheme.LIGHT);
    for (Window window : List.of(grace, ada, bob)) {
      window.page().addInitScript(WATCHED);
    }
    ada.page().addInitScript(DISOBEDIENT);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
    for (JanusProcess started : Stream.of(janus, other).filter(Objects::nonNull).toList()) {
      started.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(grace, ada, bob)) {
      window.keepFrames();
    }
  }

  @Test
  void a_class_is_seen_and_heard_and_who_is_muted_is_not_whatever_their_page_does() {
    comeIn(grace, "demo-grace");
    comeIn(ada, "demo-ada");
    comeIn(bob, "demo-bob");
    grace.click("class-start");
    bob.click("tab-stage");
    theTeacherIsSeenByAll();
    aPupilGetsTheWord();
    whoIsMutedIsNotHeard();
    withoutTheSpotlightNothingIsSeenOfThem();
    theClassMovesWhenItsJanusDies();
    for (Window window : List.of(grace, ada, bob)) {
      window.nothingWentWrong();
    }
  }

  private static void comeIn(Window window, String who) {
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static void theTeacherIsSeenByAll() {
    for (Window window : List.of(grace, ada, bob)) {
      window.click("media-join");
      window.expect("media").hasAttribute("data-state", "in");
    }
    ada.expect("media-quiet").isVisible();
    ada.expect("media-video").isDisabled();
    grace.tabTo("media-video");
    grace.press("Enter");
    grace.expect("media-video").hasAttribute("aria-pressed", "true");
    grace.click("media-audio");
    for (Window pupil : List.of(ada, bob)) {
      rises(pupil, "inbound-rtp", "video", "framesDecoded");
      rises(pupil, "inbound-rtp", "audio", "packetsReceived");
      assertThat(pupil.page().locator(".media-tile.large")).hasCount(1);
    }
    bob.shoot("20-media");
    ada.shoot("20-media");
    bob.everyControlHasAName();
  }

  private static void aPupilGetsTheWord() {
    ada.click("hand-raise");
    grace.click("hand-accept");
    ada.expect("hand-raise").isVisible();
    ada.click("media-video");
    ada.click("media-audio");
    for (Window other : List.of(grace, bob)) {
      assertThat(other.get("media-tile")).hasCount(2);
      rises(other, "inbound-rtp", "video", "framesDecoded");
      rises(other, "inbound-rtp", "audio", "packetsReceived");
    }
    grace.shoot("21-media");
  }

  /** Grace hears nobody but Ada, so what she receives of voices is Ada's. */
  private static void whoIsMutedIsNotHeard() {
    menuOf("Ada Lovelace", "member-mute");
    ada.expect("media-audio").isDisabled();
    stops(grace, "inbound-rtp", "audio", "packetsReceived");
    rises(ada, "outbound-rtp", "audio", "packetsSent");
    stops(grace, "inbound-rtp", "audio", "packetsReceived");
    rises(grace, "inbound-rtp", "video", "framesDecoded");
    menuOf("Ada Lovelace", "member-mute");
    rises(grace, "inbound-rtp", "audio", "packetsReceived");
  }

  private static void withoutTheSpotlightNothingIsSeenOfThem() {
    menuOf("Ada Lovelace", "member-spotlight");
    assertThat(bob.get("media-tile")).hasCount(1);
    assertThat(grace.get("media-tile")).hasCount(1);
    ada.expect("media-video").isDisabled();
    rises(bob, "inbound-rtp", "video", "framesDecoded");
  }

  /** Nobody does anything for it. The first of the two has the class. */
  private static void theClassMovesWhenItsJanusDies() {
    for (Window window : List.of(grace, ada, bob)) {
      window.page().evaluate("window.peers = []");
    }
    janus.kill();
    for (Window pupil : List.of(ada, bob)) {
      rises(pupil, "inbound-rtp", "video", "framesDecoded");
      rises(pupil, "inbound-rtp", "audio", "packetsReceived");
    }
    grace.expect("media").hasAttribute("data-state", "in");
  }

  private static void menuOf(String person, String item) {
    grace.get("member", person).getByTestId("member-menu").click();
    grace.click(item);
  }

  private static long sum(Window window, String type, String kind, String figure) {
    Object sum = window.page().evaluate(SUM, List.of(type, kind, figure));
    return ((Number) sum).longValue();
  }

  private static void rises(Window window, String type, String kind, String figure) {
    long before = sum(window, type, kind, figure);
    Awaitility.await(kind + " " + figure + " of a window")
        .atMost(Duration.ofSeconds(60))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(250))
        .until(() -> sum(window, type, kind, figure) > before + 10);
  }

  /** The same for a second and a half. */
  private static void stops(Window window, String type, String kind, String figure) {
    long[] last = {-1};
    long[] since = {System.nanoTime()};
    Awaitility.await(kind + " " + figure + " to stop")
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> {
              long now = sum(window, type, kind, figure);
              if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
              }
              return System.nanoTime() - since[0] > 1_500_000_000L;
            });
  }
}
