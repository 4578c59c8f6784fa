package io.lyceum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What a window's browser says of the call in it, beyond what the page shows. */
final class CallWindow {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Only noted: the page makes its connections itself. */
  private static final String NOTES =
      """
      window.ways = [];
      window.wayErrors = [];
      window.sockets = [];
      const Way = RTCPeerConnection;
      window.RTCPeerConnection = class extends Way {
        constructor(config) {
          super({ ...config, ...window.wayConfig });
          window.ways.push(this);
          this.addEventListener("icecandidateerror", e => window.wayErrors.push(e.errorCode));
        }
        setConfiguration(config) { super.setConfiguration({ ...config, ...window.wayConfig }); }
      };
      const Socket = WebSocket;
      window.WebSocket = class extends Socket {
        constructor(...how) { super(...how); window.sockets.push(this); }
      };
      """;

  private static final String DECODED =
      """
      async kind => {
        let frames = 0;
        for (const way of window.ways.filter(w => w.connectionState !== "closed"))
          for (const [, one] of await way.getStats())
            if (one.type === "inbound-rtp" && one.kind === kind)
              frames += kind === "video" ? one.framesDecoded ?? 0 : one.totalSamplesReceived ?? 0;
        return frames;
      }
      """;

  private static final String FRAGMENT =
      """
      () => window.ways.filter(w => w.connectionState !== "closed")
        .map(w => /a=ice-ufrag:(\\S+)/.exec(w.localDescription?.sdp ?? "")?.[1]).join()
      """;

  private static final String WAY =
      """
      async () => {
        const way = window.ways.findLast(w => w.connectionState === "connected");
        const stats = await way.getStats();
        for (const [, one] of stats)
          if (one.type === "candidate-pair" && one.state === "succeeded" && one.nominated)
            return stats.get(one.localCandidateId).candidateType + " " + stats.get(one.remoteCandidateId).candidateType;
        return "";
      }
      """;

  /** Decoded pictures of each way by itself. */
  private static final String EACH =
      """
      async () => {
        const frames = [];
        for (const way of window.ways.filter(w => w.connectionState === "connected")) {
          let sum = 0;
          for (const [, one] of await way.getStats())
            if (one.type === "inbound-rtp" && one.kind === "video") sum += one.framesDecoded ?? 0;
          frames.push(sum);
        }
        return frames;
      }
      """;

  private final Window window;

  CallWindow(Window window) {
    this.window = window;
    window.page().addInitScript(NOTES);
  }

  Window window() {
    return window;
  }

  /** Frames of pictures from the other side, decoded here and now. */
  int decodedFrames() {
    return ((Number) window.page().evaluate(DECODED, "video")).intValue();
  }

  void isConnectedTo(int others) {
    Awaitility.await("ways to each of the others")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(each()).hasSize(others));
  }

  /** Pictures keep coming in on each of so many ways. */
  void seesEachOf(int others) {
    List<?> before = each();
    assertThat(before).hasSize(others);
    Awaitility.await("more decoded frames from each")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<?> now = each();
              assertThat(now).hasSize(others);
              for (int i = 0; i < others; i++) {
                assertThat((Integer) now.get(i)).isGreaterThan((Integer) before.get(i) + 5);
              }
            });
  }

  private List<?> each() {
    return (List<?>) window.page().evaluate(EACH);
  }

  /** The picture of somebody's screen moves on. */
  void seesTheScreenOf(String user) {
    String frames =
        "user => document.querySelector(`[data-testid=call-screen][data-user=${user}] video`)"
            + "?.getVideoPlaybackQuality().totalVideoFrames ?? 0";
    Awaitility.await("frames of a screen")
        .atMost(PATIENCE)
        .until(() -> ((Number) window.page().evaluate(frames, user)).intValue() > 3);
  }

  /** What this side offers to be reached at; another one after an ICE restart. */
  String fragment() {
    return (String) window.page().evaluate(FRAGMENT);
  }

  /** From the next call on, whatever the server says. */
  void goesBy(Map<String, Object> config) {
    window
        .page()
        .evaluate("config => { window.wayConfig = config; window.wayErrors = []; }", config);
  }

  /** The kinds of the two ends of the way in use. */
  String way() {
    return (String) window.page().evaluate(WAY);
  }

  void isRefusedByRelay() {
    Awaitility.await("a relay's refusal")
        .atMost(PATIENCE)
        .until(() -> (Boolean) window.page().evaluate("window.wayErrors.includes(401)"));
  }

  /** Past the look at oneself. */
  void goesOn() {
    window.click("device-go");
    window.expect("device-check").hasCount(0);
  }

  /** Pictures and sound keep coming in. */
  void seesAndHears() {
    int before = decodedFrames();
    Awaitility.await("more decoded frames")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(decodedFrames()).isGreaterThan(before + 5));
    assertThat(((Number) window.page().evaluate(DECODED, "audio")).longValue()).isPositive();
  }

  /** The connection to the server breaks; the page is to bring it back. */
  void losesItsSocket() {
    window.page().evaluate("window.sockets.at(-1).close()");
  }

  void isRestartedFrom(String fragment) {
    Awaitility.await("an ICE restart")
        .atMost(PATIENCE)
        .until(() -> !fragment().isEmpty() && !fragment().equals(fragment));
  }
}
