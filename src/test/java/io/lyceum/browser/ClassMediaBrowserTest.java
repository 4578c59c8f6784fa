package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.media.JanusProcess;
import io.lyceum.testkit.RestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A teacher and five pupils see and hear each other through a real Janus, while the node and then
 * Janus die under them. Janus has a network of its own, because ICE leaves the loopback out. Ada's
 * page does not obey, Bob has a phone and finds no way but by a relay.
 */
class ClassMediaBrowserTest {
  private static final int FIRST = 41;
  private static final int SECOND = 42;

  @TempDir static Path data;
  @TempDir static Path folder;
  @TempDir static Path otherFolder;

  private static JanusProcess janus;
  private static JanusProcess other;
  private static Coturn relay;
  private static ServerProcess server;
  private static Chromium chromium;
  private static MediaWindow grace;
  private static MediaWindow ada;
  private static MediaWindow bob;
  private static MediaWindow eve;
  private static MediaWindow kim;
  private static MediaWindow lee;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Coturn.assumeInstalled();
    JanusProcess.assumeNetwork();
    Files.createDirectories(Window.SCREENSHOTS);
    Path log = Window.SCREENSHOTS.resolve("media-server.log");
    Files.deleteIfExists(log);
    janus = JanusProcess.startInNamespace(folder, FIRST);
    other = JanusProcess.startInNamespace(otherFolder, SECOND);
    relay = relay();
    server =
        ServerProcess.start(
            data,
            log,
            Map.of(
                "LYCEUM_JANUS_URL",
                janus.url() + "," + other.url(),
                "LYCEUM_JANUS_API_SECRET",
                JanusProcess.SECRET,
                "LYCEUM_LIMITS",
                "off",
                "LYCEUM_TURN_URLS",
                relay.url(),
                "LYCEUM_TURN_SECRET",
                Coturn.SECRET));
    chromium = Chromium.launchWithCamera(server.address());
    grace = window("media-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = window("media-pupil", 1100, 800, ColorScheme.DARK).disobedient();
    bob = window("media-phone", 360, 740, ColorScheme.LIGHT).relayedOnly();
    eve = window("media-third", 800, 600, ColorScheme.LIGHT);
    kim = window("media-fourth", 800, 600, ColorScheme.LIGHT);
    lee = window("media-fifth", 800, 600, ColorScheme.LIGHT).asked();
    server.awaitReady();
    enrol("kim", "Kim Knuth");
    enrol("lee", "Lee Liskov");
  }

  /** Seen from Janus it is at this side of the pair that leads to the second, which stays. */
  private static Coturn relay() throws IOException {
    Path logs = Path.of("target", "coturn");
    Files.createDirectories(logs);
    return Coturn.relayingAt(
        JanusProcess.outside(SECOND),
        logs.resolve("class.log"),
        "--allow-loopback-peers",
        "--allowed-peer-ip=10.78.0.0-10.78.255.255");
  }

  private static MediaWindow window(String name, int width, int height, ColorScheme scheme) {
    return new MediaWindow(chromium.window(name, width, height, scheme));
  }

  /** The demo has three pupils only. */
  private static void enrol(String id, String name) {
    server.sql(
        "insert into person (id, school, email, name, role, password_hash) select ?, school, ? ||"
            + " '@demo.example', ?, role, password_hash from person where id = 'ada'",
        id,
        id,
        name);
    RestClient stranger = new RestClient(server.address().substring("http://".length()), "");
    String code =
        stranger
            .signedIn("teacher")
            .call("get", "/v1/live-classes")
            .data()
            .findValue("code")
            .asText();
    assertThat(
            stranger
                .signedIn(id)
                .call("post", "/v1/live-classes/join", Map.of("code", code))
                .status())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    for (AutoCloseable started :
        Stream.of(server, relay, janus, other).filter(Objects::nonNull).toList()) {
      try {
        started.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (MediaWindow each : everybody()) {
      each.window().keepFrames();
    }
  }

  @Test
  void a_class_is_seen_and_heard_and_who_is_muted_is_not_whatever_their_page_does() {
    everybodyComesIn();
    theTeacherIsSeenByAll();
    aPupilGetsTheWord();
    whoSpeaksIsInFrontAndTheOthersComeSmall();
    whoIsMutedIsNotHeard();
    oneScreenAtATimeIsSeenByAll();
    theTeacherSeesWhoCannotHear();
    theNodeDiesAndPictureAndVoiceGoOn();
    withoutTheSpotlightNothingIsSeenOfThem();
    theClassMovesWhenItsJanusDies();
    for (MediaWindow each : everybody()) {
      each.window().nothingWentWrong();
    }
  }

  private static void everybodyComesIn() {
    grace.window().open("/");
    grace.window().click("demo-grace");
    comeIn(grace);
    for (var pupil :
        Map.of("ada", ada, "bob", bob, "eve", eve, "kim", kim, "lee", lee).entrySet()) {
      Window window = pupil.getValue().window();
      window.open("/");
      window.signIn(pupil.getKey() + "@demo.example", "lyceum-demo");
      comeIn(pupil.getValue());
    }
    grace.window().click("class-start");
    bob.window().click("tab-stage");
  }

  private static void comeIn(MediaWindow media) {
    Window window = media.window();
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static void theTeacherIsSeenByAll() {
    for (MediaWindow each : everybody()) {
      each.window().click("media-join");
      if (each == lee) {
        lee.window().expect("device-check").isVisible();
        lee.window().shoot("20-check");
        lee.window().click("device-go");
      }
      each.window().expect("media").hasAttribute("data-state", "in");
    }
    ada.window().expect("media-video").isDisabled();
    // Of the teacher both are on from the beginning.
    grace.window().expect("media-audio").hasAttribute("aria-pressed", "true");
    grace.window().expect("media-video").hasAttribute("aria-pressed", "true");
    grace.window().tabTo("media-video");
    grace.window().press("Enter");
    grace.window().expect("media-video").hasAttribute("aria-pressed", "false");
    grace.window().press("Enter");
    grace.window().expect("media-video").hasAttribute("aria-pressed", "true");
    for (MediaWindow pupil : pupils()) {
      pupil.decodes(1);
      pupil.hears();
      assertThat(pupil.window().page().locator(".media-tile.large")).hasCount(1);
    }
    assertThat(bob.ways()).isEqualTo("relay");
    assertThat(eve.ways()).doesNotContain("relay");
    bob.window().shoot("20-media");
    ada.window().shoot("20-media");
    bob.window().everyControlHasAName();
  }

  private static void aPupilGetsTheWord() {
    ada.window().click("hand-raise");
    grace.window().click("hand-accept");
    ada.window().expect("hand-raise").isVisible();
    ada.window().click("media-video");
    ada.window().click("media-audio");
    for (MediaWindow each : List.of(grace, bob, eve, kim, lee)) {
      assertThat(each.window().get("media-tile")).hasCount(2);
      each.hears();
    }
    allSeeAll();
    grace.window().shoot("21-media");
  }

  /** Grace and Ada send: each of them sees one picture, the others two. */
  private static void allSeeAll() {
    grace.decodes(1);
    ada.decodes(1);
    for (MediaWindow listener : List.of(bob, eve, kim, lee)) {
      listener.decodes(2);
    }
  }

  private static void whoSpeaksIsInFrontAndTheOthersComeSmall() {
    grace.sendsInSizes("h,l");
    ada.sendsInSizes("h,l");
    grace.speaks(true);
    isInFront(kim, "teacher");
    kim.getsOneSmallAndOneLarge();
    kim.window().shoot("24-speaker");
    grace.speaks(false);
    ada.speaks(true);
    isInFront(kim, "ada");
    isInFront(bob, "ada");
    ada.speaks(false);
    eve.seemsToLosePackets();
    kim.window().click("media-layout");
    kim.window().expect("media-tiles").hasAttribute("data-layout", "grid");
    assertThat(kim.window().page().locator(".media-tile.large")).hasCount(0);
    kim.window().shoot("25-grid");
    kim.window().click("media-layout");
  }

  private static void isInFront(MediaWindow of, String person) {
    assertThat(of.window().page().locator(".media-tile.large")).hasAttribute("data-user", person);
  }

  private static void theTeacherSeesWhoCannotHear() {
    grace.window().expect("media-unreached").containsText("Eve Curie");
    eve.window().expect("media-quality").hasAttribute("data-quality", "bad");
    kim.window().expect("media-quality").isVisible();
    grace.window().expect("media-unreached").not().containsText("Kim Knuth");
    grace.window().shoot("26-unreached");
    eve.window().shoot("26-unreached");
    bob.window().shoot("26-unreached");
  }

  /** Grace hears nobody but Ada, so what she receives of voices is Ada's. */
  private static void whoIsMutedIsNotHeard() {
    menuOf("Ada Lovelace", "member-mute");
    ada.window().expect("media-audio").isDisabled();
    grace.hearsNothing();
    ada.sendsVoice();
    grace.hearsNothing();
    grace.sees();
    menuOf("Ada Lovelace", "member-mute");
    grace.hears();
    // By the page's own reckoning it was off.
    ada.window().click("media-audio");
    ada.window().expect("media-audio").hasAttribute("aria-pressed", "true");
    grace.hears();
  }

  private static void oneScreenAtATimeIsSeenByAll() {
    grace.window().click("media-share");
    for (MediaWindow pupil : pupils()) {
      pupil.window().expect("media-screen").isVisible();
    }
    ada.decodes(2);
    kim.decodes(3);
    bob.decodes(3);
    bob.window().shoot("22-screen");
    ada.window().click("media-share");
    assertThat(ada.window().get("toast", "Somebody else shares a screen.")).isVisible();
    ada.window().shoot("22-screen");
    eve.window().expect("media-share").hasCount(0);
    menuOf("Eve Curie", "member-screen");
    grace.window().click("media-share");
    kim.window().expect("media-screen").hasCount(0);
    eve.window().click("media-share");
    grace.window().expect("media-screen").hasAttribute("data-user", "eve");
    grace.decodes(2);
    eve.window().expect("media-video").isDisabled();
    grace.window().shoot("23-screen");
    grace.window().click("screen-stop-other");
    eve.window().expect("media-share").hasAttribute("aria-pressed", "false");
    for (MediaWindow each : everybody()) {
      each.window().expect("media-screen").hasCount(0);
    }
    allSeeAll();
  }

  /** The only node is killed; what it had set up goes on without it until it is back. */
  private static void theNodeDiesAndPictureAndVoiceGoOn() {
    server.kill();
    grace.window().noticesThatTheServerIsAway();
    allSeeAll();
    grace.hears();
    bob.hears();
    for (MediaWindow each : everybody()) {
      each.forgetsConnections();
    }
    server.startAgain();
    server.awaitReady();
    for (MediaWindow each : everybody()) {
      each.window().isOnline();
      each.window().expect("media").hasAttribute("data-state", "in");
    }
    allSeeAll();
    whoIsMutedIsNotHeard();
    assertThat(bob.ways()).isEqualTo("relay");
  }

  private static void withoutTheSpotlightNothingIsSeenOfThem() {
    menuOf("Ada Lovelace", "member-spotlight");
    for (MediaWindow each : List.of(grace, bob, eve, kim, lee)) {
      assertThat(each.window().get("media-tile")).hasCount(1);
    }
    ada.window().expect("media-video").isDisabled();
    bob.sees();
  }

  /** Nobody does anything for it. The first of the two has the class. */
  private static void theClassMovesWhenItsJanusDies() {
    for (MediaWindow each : everybody()) {
      each.forgetsConnections();
    }
    janus.kill();
    for (MediaWindow pupil : pupils()) {
      pupil.decodes(1);
      pupil.hears();
    }
    grace.window().expect("media").hasAttribute("data-state", "in");
  }

  private static List<MediaWindow> everybody() {
    return List.of(grace, ada, bob, eve, kim, lee);
  }

  private static List<MediaWindow> pupils() {
    return List.of(ada, bob, eve, kim, lee);
  }

  private static void menuOf(String person, String item) {
    grace.window().get("member", person).getByTestId("member-menu").click();
    grace.window().click(item);
  }
}
