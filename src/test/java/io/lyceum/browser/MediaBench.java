package io.lyceum.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.media.JanusProcess;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * How long it takes until a pupil sees the teacher, how long signals take, and what a media server
 * costs; browsers, server, database and media server share the machine.
 */
public final class MediaBench {
  private static final int NET = 45;
  private static final int JOINS = 40;
  private static final int MUTES = 100;
  private static final double NANOS = 1e6;
  private static final String TOPIC = "class:demo-class";

  /** From the press of the button to the first picture that is decoded, in milliseconds. */
  private static final String FIRST_FRAME =
      """
      async () => {
        const from = performance.now();
        document.querySelector("[data-testid=media-join]").click();
        while (performance.now() < from + 30_000) {
          const video = document.querySelector("[data-testid=media-tile] video");
          if (video?.videoWidth && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return performance.now() - from;
          await new Promise((soon) => setTimeout(soon, 2));
        }
        throw new Error("no picture came");
      }
      """;

  private final ServerProcess server;
  private final Chromium chromium;
  private final JanusProcess janus;

  private MediaBench(ServerProcess server, Chromium chromium, JanusProcess janus) {
    this.server = server;
    this.chromium = chromium;
    this.janus = janus;
  }

  /** Whether there is all it takes. */
  public static boolean isPossible() {
    return Chromium.isInstalled() && JanusProcess.hasNetwork();
  }

  /**
   * Measures; the values by name.
   *
   * @param folder for logs and data
   */
  public static Map<String, Double> run(Path folder) {
    Path config = fresh(folder.resolve("media-janus"));
    Path data = fresh(folder.resolve("media-data"));
    try (JanusProcess janus = JanusProcess.startInNamespace(config, NET);
        ServerProcess server =
            ServerProcess.start(
                data,
                folder.resolve("media-server.log"),
                Map.of(
                    "LYCEUM_JANUS_URL",
                    janus.url(),
                    "LYCEUM_JANUS_API_SECRET",
                    JanusProcess.SECRET,
                    "LYCEUM_LIMITS",
                    "off"));
        Chromium chromium = Chromium.launchWithCamera(server.address())) {
      server.awaitReady();
      return new MediaBench(server, chromium, janus).measure();
    }
  }

  private Map<String, Double> measure() {
    Map<String, Double> figures = new HashMap<>();
    Window grace = chromium.window("bench-teacher", 1200, 800, ColorScheme.LIGHT);
    Window ada = chromium.window("bench-pupil", 1000, 700, ColorScheme.LIGHT);
    for (Window window : List.of(grace, ada)) {
      window.page().addInitScript("localStorage.setItem('lyceum.devices', '{\"unasked\":true}')");
    }
    enter(grace, "demo-grace");
    enter(ada, "demo-ada");
    grace.click("class-start");
    grace.click("media-join");
    grace.expect("media-video").hasAttribute("aria-pressed", "true");
    List<Double> joins = new ArrayList<>();
    for (int i = 0; i < JOINS; i++) {
      ada.expect("media-join").isVisible();
      joins.add(((Number) ada.page().evaluate(FIRST_FRAME)).doubleValue());
      ada.click("media-leave");
    }
    // The first ones teach compilers and fill caches.
    figures.put("joinP50", percentile(joins.subList(JOINS / 4, JOINS), 0.5));
    figures.put("joinP95", percentile(joins.subList(JOINS / 4, JOINS), 0.95));
    signals(figures);
    grace.page().close();
    ada.page().close();
    figures.putAll(new SfuLoad(chromium, janus).measure());
    return figures;
  }

  private static void enter(Window window, String who) {
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  /** From the teacher's word to what a pupil's page is told: by journal, flow and room. */
  private void signals(Map<String, Double> figures) {
    int port = URI.create(server.address()).getPort();
    RestClient stranger = RestClient.stranger(port);
    try (TestSocket teacher = TestSocket.hello(port, stranger.signedIn("teacher").token());
        TestSocket pupil = TestSocket.hello(port, stranger.signedIn("bob").token())) {
      teacher.subscribe(TOPIC);
      pupil.subscribe(TOPIC);
      List<Double> joins = new ArrayList<>();
      List<Double> rights = new ArrayList<>();
      teacher.command(TOPIC, "member:spotlight", Map.of("user", "bob", "on", true));
      for (int i = 0; i < MUTES; i++) {
        joins.add(millis(pupil, "media:joined", () -> join(pupil)));
        Map<String, Object> mute = Map.of("user", "bob", "muted", i % 2 == 0);
        rights.add(
            millis(
                pupil,
                "media:rights",
                () -> teacher.post(TestSocket.newId(), TOPIC, "member:mute", mute)));
      }
      figures.put("signalP50", percentile(joins.subList(MUTES / 4, MUTES), 0.5));
      figures.put("signalP95", percentile(joins.subList(MUTES / 4, MUTES), 0.95));
      figures.put("muteP50", percentile(rights.subList(MUTES / 4, MUTES), 0.5));
      figures.put("muteP95", percentile(rights.subList(MUTES / 4, MUTES), 0.95));
    }
  }

  private static void join(TestSocket pupil) {
    Map<String, Object> device = Map.of("device", "bench");
    pupil.send(Map.of("op", "signal", "topic", TOPIC, "type", "media:join", "data", device));
  }

  private static double millis(TestSocket at, String told, Runnable deed) {
    int before = at.frames().size();
    Predicate<JsonNode> isIt = frame -> frame.path("type").asText().equals(told);
    long from = System.nanoTime();
    deed.run();
    while (at.frames().stream().skip(before).noneMatch(isIt)) {
      LockSupport.parkNanos(200_000);
    }
    return (System.nanoTime() - from) / NANOS;
  }

  private static double percentile(List<Double> values, double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private static Path fresh(Path folder) {
    try {
      Files.createDirectories(folder.getParent());
      return Files.createTempDirectory(folder.getParent(), folder.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
