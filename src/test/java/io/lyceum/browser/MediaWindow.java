package io.lyceum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What a window's browser says of the class's picture and voice, beyond what the page shows. */
final class MediaWindow {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Keeps the page's connections, so that the browser can be asked what it received. */
  private static final String WATCHED =
      """
      localStorage.setItem("lyceum.devices", JSON.stringify({ unasked: true }));
      window.peers = [];
      const Real = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(config) { super({ ...config, ...window.wayConfig }); window.peers.push(this); }
        /** While there is a number in window.lost, so many packets seem to be lost. */
        async getStats(...of) {
          const stats = new Map([...(await super.getStats(...of))].map(([id, one]) => [id, { ...one }]));
          if (window.lost)
            for (const one of stats.values())
              if (one.type === "inbound-rtp") one.packetsLost = (window.lost += 1_000);
          return stats;
        }
      };
      // A voice that can be told to speak; the browser's own only beeps.
      if (navigator.mediaDevices) {
        const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          if (!wanted.audio) return real(wanted);
          const context = new AudioContext();
          const tone = context.createOscillator();
          const heard = context.createMediaStreamDestination();
          window.voice = context.createGain();
          window.voice.gain.value = 0;
          tone.connect(window.voice).connect(heard);
          tone.start();
          return heard.stream;
        };
      }
      // A screen that changes five times a second; the browser of a test has none.
      if (navigator.mediaDevices) navigator.mediaDevices.getDisplayMedia = async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 960, height: 540 });
        const pen = canvas.getContext("2d");
        let page = 0;
        setInterval(() => {
          pen.fillStyle = page++ % 2 ? "#ffffff" : "#e8f0ff";
          pen.fillRect(0, 0, 960, 540);
          pen.fillStyle = "#123456";
          pen.font = "72px sans-serif";
          pen.fillText(`Page ${page}`, 80, 140);
        }, 200);
        return canvas.captureStream(5);
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

  /** Of each picture that is received. */
  private static final String DECODED =
      """
      async () => {
        const frames = {};
        for (const [i, peer] of window.peers.entries())
          if (peer.connectionState === "connected")
            for (const report of (await peer.getStats()).values())
              if (report.type === "inbound-rtp" && report.kind === "video") frames[`${i} ${report.id}`] = report.framesDecoded ?? 0;
        return frames;
      }
      """;

  /** The names of the sizes in which the picture goes out. */
  private static final String SIZES =
      """
      async () => {
        const sizes = new Set();
        for (const peer of window.peers.filter((p) => p.connectionState === "connected"))
          for (const one of (await peer.getStats()).values())
            if (one.type === "outbound-rtp" && one.kind === "video" && one.framesSent > 0) sizes.add(one.rid ?? "");
        return [...sizes].sort().join();
      }
      """;

  /** How high the pictures are that come in, the smallest first. */
  private static final String HEIGHTS =
      """
      async () => {
        const heights = [];
        for (const peer of window.peers.filter((p) => p.connectionState === "connected"))
          for (const one of (await peer.getStats()).values())
            if (one.type === "inbound-rtp" && one.kind === "video" && one.frameHeight) heights.push(one.frameHeight);
        return heights.sort((a, b) => a - b);
      }
      """;

  /** The kinds of this side's end of every way in use. */
  private static final String WAYS =
      """
      async () => {
        const ways = new Set();
        for (const peer of window.peers.filter((p) => p.connectionState === "connected")) {
          const stats = await peer.getStats();
          for (const one of stats.values())
            if (one.type === "candidate-pair" && one.state === "succeeded" && one.nominated) ways.add(stats.get(one.localCandidateId).candidateType);
        }
        return [...ways].join();
      }
      """;

  private final Window window;

  MediaWindow(Window window) {
    this.window = window;
    window.page().addInitScript(WATCHED);
  }

  Window window() {
    return window;
  }

  /** Is shown the check of devices, which the others have said they need no more. */
  MediaWindow asked() {
    window.page().addInitScript("localStorage.removeItem('lyceum.devices')");
    return this;
  }

  MediaWindow disobedient() {
    window.page().addInitScript(DISOBEDIENT);
    return this;
  }

  /** Finds no way but by a relay. */
  MediaWindow relayedOnly() {
    window.page().addInitScript("window.wayConfig = { iceTransportPolicy: 'relay' };");
    return this;
  }

  String ways() {
    return (String) window.page().evaluate(WAYS);
  }

  /** Half as loud as can be, or silent. */
  void speaks(boolean now) {
    window.page().evaluate("now => { window.voice.gain.value = now ? 0.5 : 0; }", now);
  }

  /** From now on it looks to the page as if most were lost. */
  void seemsToLosePackets() {
    window.page().evaluate("window.lost = 1");
  }

  void sendsInSizes(String names) {
    Awaitility.await("sizes " + names)
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .untilAsserted(() -> assertThat(window.page().evaluate(SIZES)).isEqualTo(names));
  }

  /** Of two pictures one comes smaller than the other. */
  void getsOneSmallAndOneLarge() {
    Awaitility.await("a small and a large picture")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .untilAsserted(
            () -> {
              List<?> heights = (List<?>) window.page().evaluate(HEIGHTS);
              assertThat(heights).hasSize(2);
              assertThat(((Number) heights.getFirst()).intValue())
                  .isLessThan(((Number) heights.getLast()).intValue());
            });
  }

  /** What was connected before counts no more. */
  void forgetsConnections() {
    window.page().evaluate("window.peers = []");
  }

  /** Pictures of just so many others come in and are decoded. */
  void decodes(int pictures) {
    Map<String, Integer> before = decoded();
    Awaitility.await(pictures + " pictures that move")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .untilAsserted(() -> assertThat(moving(before)).isEqualTo(pictures));
  }

  private long moving(Map<String, Integer> before) {
    return decoded().entrySet().stream()
        .filter(now -> now.getValue() > before.getOrDefault(now.getKey(), 0) + 5)
        .count();
  }

  private Map<String, Integer> decoded() {
    Map<String, Integer> frames = new HashMap<>();
    ((Map<?, ?>) window.page().evaluate(DECODED))
        .forEach((which, count) -> frames.put((String) which, ((Number) count).intValue()));
    return frames;
  }

  void hears() {
    rises("inbound-rtp", "audio", "packetsReceived");
  }

  void sees() {
    rises("inbound-rtp", "video", "framesDecoded");
  }

  void sendsVoice() {
    rises("outbound-rtp", "audio", "packetsSent");
  }

  private void rises(String type, String kind, String figure) {
    long before = sum(type, kind, figure);
    Awaitility.await(kind + " " + figure + " of a window")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .until(() -> sum(type, kind, figure) > before + 10);
  }

  /** Not a packet of anybody's voice for a second and a half. */
  void hearsNothing() {
    long[] last = {-1};
    long[] since = {System.nanoTime()};
    Awaitility.await("silence")
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .until(
            () -> {
              long now = sum("inbound-rtp", "audio", "packetsReceived");
              if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
              }
              return System.nanoTime() - since[0] > 1_500_000_000L;
            });
  }

  private long sum(String type, String kind, String figure) {
    Object sum = window.page().evaluate(SUM, List.of(type, kind, figure));
    return ((Number) sum).longValue();
  }
}
