package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.media.JanusProcess;
import io.lyceum.testkit.RestClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class is recorded while its Janus and then its node die on the way, and watched again. Of the
 * two pupils who speak one may be recorded.
 */
class ClassRecordingBrowserTest {
  @TempDir static Path data;
  @TempDir static Path folder;
  @TempDir static Path otherFolder;
  @TempDir static Path spool;
  @TempDir static Path store;

  private static final Map<String, RestClient> CLIENTS = new ConcurrentHashMap<>();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORDING = "/v1/live-classes/demo-class/recording";

  /** Of the picture of which fewest were drawn: how many frames; 0 where none is shown. */
  private static final String FRAMES =
      "() => Math.min(1000, ...[...document.querySelectorAll('video')]"
          + ".map((v) => v.getVideoPlaybackQuality().totalVideoFrames)) % 1000";

  /** How far the worst of them is from the time line, in seconds. */
  private static final String DRIFT =
      "() => Math.max(...[...document.querySelectorAll('[data-testid=film]')].map((f) =>"
          + " Math.abs(f.querySelector('video').currentTime + Number(f.dataset.offset) / 1000 -"
          + " Number(document.querySelector('[data-testid=replay]').dataset.at) / 1000)))";

  private static JanusProcess janus;
  private static JanusProcess other;
  private static ServerProcess server;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    JanusProcess.assumeNetwork();
    JanusProcess.assumeFilmTools();
    Files.createDirectories(Window.SCREENSHOTS);
    janus = JanusProcess.startInNamespace(folder, 65);
    other = JanusProcess.startInNamespace(otherFolder, 66);
    Path log = Window.SCREENSHOTS.resolve("recording-server.log");
    Files.deleteIfExists(log);
    server =
        ServerProcess.start(
            data,
            log,
            Map.of(
                "LYCEUM_JANUS_URL",
                janus.url() + "," + other.url(),
                "LYCEUM_JANUS_API_SECRET",
                JanusProcess.SECRET,
                "LYCEUM_RECORDING_SPOOL",
                spool.toString(),
                "LYCEUM_MEDIA_STORE_FOLDER",
                store.toString(),
                "LYCEUM_LIMITS",
                "off"));
    chromium = Chromium.launchWithCamera(server.address());
    grace = chromium.window("recording-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = chromium.window("recording-pupil", 1100, 800, ColorScheme.DARK);
    bob = chromium.window("recording-phone", 360, 740, ColorScheme.LIGHT);
    server.awaitReady();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
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
  void a_class_is_recorded_as_far_as_people_consent_and_watched_again() throws Exception {
    theSchoolAllowsItAndOneMotherConsents();
    threeSpeak();
    theTeacherRecordsAndAllAreTold();
    whenItsJanusDiesTheRecordingGoesOnInOtherParts();
    whenItsNodeDiesToo();
    afterTheClassThereAreFiles();
    filesAreGivenInRangesByGoodAddressesOnly();
    itIsWatchedOnTheTimeLine();
    aPupilSeesItOnThePhone();
    whatIsOfTheErasedIsGone();
    for (Window window : List.of(grace, bob)) {
      window.nothingWentWrong();
    }
  }

  private static void theSchoolAllowsItAndOneMotherConsents() {
    Map<String, Boolean> on = Map.of("on", true);
    assertThat(as("teacher").call("put", RECORDING, on).status()).isEqualTo(403);
    assertThat(as("admin").call("patch", "/v1/school", Map.of("recording", "all")).status())
        .isEqualTo(200);
    Map<String, Object> consent = Map.of("given", true, "textVersion", 1, "recording", true);
    assertThat(as("parent").call("put", "/v1/users/ada/consent", consent).status()).isEqualTo(200);
    // It does not run yet.
    assertThat(as("teacher").call("put", RECORDING, on).status()).isEqualTo(409);
  }

  private static void threeSpeak() {
    comeIn(grace, "demo-grace");
    comeIn(ada, "demo-ada");
    comeIn(bob, "demo-bob");
    grace.click("class-start");
    bob.click("tab-stage");
    for (Window window : List.of(grace, ada, bob)) {
      window.click("media-join");
      window.click("device-go");
      window.expect("media").hasAttribute("data-state", "in");
    }
    // Of the teacher both are on from the beginning.
    grace.expect("media-video").hasAttribute("aria-pressed", "true");
    for (Window pupil : List.of(ada, bob)) {
      pupil.click("hand-raise");
      grace.click("hand-accept");
      pupil.expect("hand-raise").isVisible();
      pupil.click("media-video");
      pupil.click("media-audio");
    }
    assertThat(grace.get("media-tile")).hasCount(3);
  }

  private static void comeIn(Window window, String who) {
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static void theTeacherRecordsAndAllAreTold() {
    grace.tabTo("recording-start");
    grace.press("Enter");
    for (Window window : List.of(grace, ada, bob)) {
      window.expect("recording").hasAttribute("data-on", "true");
      window.everyControlHasAName();
    }
    bob.fits();
    grace.shoot("40-recording");
    bob.shoot("40-recording");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(users("recording")).containsExactlyInAnyOrder("teacher", "ada"));
    Awaitility.await().atMost(PATIENCE).until(() -> written() > 400_000);
    assertThat(users("recording")).containsExactlyInAnyOrder("teacher", "ada");
  }

  private static void whenItsJanusDiesTheRecordingGoesOnInOtherParts() {
    janus.kill();
    goesOnInPartsOfItsOwn(4);
  }

  /** What it had begun is over by silence. */
  private static void whenItsNodeDiesToo() {
    server.kill();
    server.startAgain();
    server.awaitReady();
    for (Window window : List.of(grace, ada, bob)) {
      window.isOnline();
      window.expect("media").hasAttribute("data-state", "in");
    }
    goesOnInPartsOfItsOwn(6);
  }

  private static void goesOnInPartsOfItsOwn(int parts) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(users("recording")).contains("teacher", "ada").doesNotContain("bob");
              assertThat(recording().path("parts").size()).isGreaterThanOrEqualTo(parts);
            });
    long begun = System.nanoTime();
    Awaitility.await().until(() -> System.nanoTime() - begun > 3_000_000_000L);
  }

  private static void afterTheClassThereAreFiles() throws IOException {
    grace.click("recording-stop");
    ada.expect("recording").hasAttribute("data-on", "false");
    grace.click("class-end");
    grace.click("class-end-confirm");
    grace.expect("recording").hasAttribute("data-state", "ready");
    JsonNode recording = recording();
    assertThat(recording.path("state").asText()).isEqualTo("ready");
    assertThat(users("ready")).hasSizeGreaterThanOrEqualTo(6).doesNotContain("bob");
    assertThat(recording.path("parts"))
        .filteredOn(part -> part.path("state").asText().equals("ready"))
        .allSatisfy(
            part -> {
              assertThat(part.path("type").asText()).isEqualTo("video/webm");
              assertThat(part.path("length").asLong()).isGreaterThan(500);
            });
    Awaitility.await().until(() -> written() == 0);
  }

  private static void filesAreGivenInRangesByGoodAddressesOnly() throws Exception {
    JsonNode part = recording().path("parts").get(0);
    String url = part.path("url").asText();
    assertThat(fetch(url, "").body()).hasSize((int) part.path("size").asLong());
    HttpResponse<byte[]> piece = fetch(url, "bytes=4-13");
    assertThat(piece.statusCode()).isEqualTo(206);
    assertThat(piece.body()).hasSize(10);
    assertThat(piece.headers().firstValue("Content-Range"))
        .contains("bytes 4-13/" + part.path("size").asLong());
    assertThat(fetch(url, "bytes=999999999-").statusCode()).isEqualTo(416);
    assertThat(fetch(url.replaceAll("seal=.", "seal=x"), "").statusCode()).isEqualTo(403);
    assertThat(fetch(url.replaceAll("until=\\d", "until=9"), "").statusCode()).isEqualTo(403);
    assertThat(fetch(url.replace("school=demo", "school=south"), "").statusCode()).isEqualTo(403);
    assertThat(as("parent").call("get", RECORDING).status()).isEqualTo(403);
    assertThat(as("ada").call("put", RECORDING, Map.of("on", true)).status()).isEqualTo(403);
  }

  private static void itIsWatchedOnTheTimeLine() {
    grace.click("recording-watch");
    assertThat(grace.page().locator("[data-testid=replay][data-whole=true]")).isVisible();
    grace.tabTo("replay-position");
    grace.press("Home");
    goToTheFirstFilm(grace);
    grace.press(" ");
    grace.expect("replay-bar").hasAttribute("data-playing", "true");
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(() -> number(grace, FRAMES) > 20 && number(grace, DRIFT) < 1.0);
    grace.shoot("41-recording");
    grace.press(" ");
    grace.everyControlHasAName();
    grace.fits();
  }

  private static void aPupilSeesItOnThePhone() {
    bob.click("recording-watch");
    assertThat(bob.page().locator("[data-testid=replay][data-whole=true]")).isVisible();
    bob.tabTo("replay-position");
    goToTheFirstFilm(bob);
    bob.press(" ");
    Awaitility.await().atMost(PATIENCE).pollInSameThread().until(() -> number(bob, FRAMES) > 5);
    bob.press(" ");
    bob.fits();
    bob.shoot("41-recording");
  }

  private static void goToTheFirstFilm(Window window) {
    int[] presses = {0};
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              boolean shown = window.get("film").count() > 0;
              if (!shown) {
                presses[0]++;
                // Until the list has come there is none anywhere.
                window.press(presses[0] % 10 == 0 ? "Home" : "ArrowRight");
              }
              return shown;
            });
  }

  private static void whatIsOfTheErasedIsGone() throws IOException {
    long before = stored();
    assertThat(as("admin").call("post", "/v1/users/ada/erasure", Map.of()).status()).isEqualTo(200);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(users("ready")).containsOnly("teacher"));
    Awaitility.await().atMost(PATIENCE).until(() -> stored() < before);
    assertThat(stored()).isEqualTo(users("ready").size());
  }

  private static JsonNode recording() {
    return as("teacher").call("get", RECORDING).data();
  }

  private static List<String> users(String state) {
    return StreamSupport.stream(recording().path("parts").spliterator(), false)
        .filter(part -> part.path("state").asText().equals(state))
        .map(part -> part.path("user").asText())
        .toList();
  }

  /** Bytes that media servers wrote and nobody has taken. */
  private static long written() throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static long stored() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private static double number(Window window, String script) {
    return ((Number) window.page().evaluate(script)).doubleValue();
  }

  private static HttpResponse<byte[]> fetch(String url, String range) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + url));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static RestClient as(String name) {
    return CLIENTS.computeIfAbsent(
        name, new RestClient(server.address().substring("http://".length()), "")::signedIn);
  }
}
