package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.media.JanusProcess;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Picture and voice go along into a room and back, through a real Janus. */
class BreakoutPictureBrowserTest {
  private static final int NET = 43;
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();
  @TempDir static Path folder;

  private static JanusProcess janus;
  private static FullNode node;
  private static Chromium chromium;
  private static MediaWindow grace;
  private static MediaWindow ada;
  private static MediaWindow bob;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    JanusProcess.assumeNetwork();
    Files.createDirectories(Window.SCREENSHOTS);
    janus = JanusProcess.startInNamespace(folder, NET);
    node =
        FullNode.start(
            DATABASE,
            Map.of(
                "LYCEUM_JANUS_URL", janus.url(), "LYCEUM_JANUS_API_SECRET", JanusProcess.SECRET));
    chromium = Chromium.launchWithCamera("http://127.0.0.1:" + node.port());
    grace = window("room-media-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = window("room-media-pupil", 1100, 800, ColorScheme.DARK);
    bob = window("room-media-phone", 360, 740, ColorScheme.LIGHT);
  }

  private static MediaWindow window(String name, int width, int height, ColorScheme scheme) {
    return new MediaWindow(chromium.window(name, width, height, scheme));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
    if (janus != null) {
      janus.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (MediaWindow each : List.of(grace, ada, bob)) {
      each.window().keepFrames();
    }
  }

  @Test
  void who_is_heard_and_seen_in_the_class_is_so_in_the_room_and_in_the_class_again() {
    comeIn(grace, "demo-grace");
    comeIn(ada, "demo-ada");
    comeIn(bob, "demo-bob");
    grace.window().click("class-start");
    bob.window().click("tab-stage");
    for (MediaWindow each : List.of(grace, ada, bob)) {
      each.window().click("media-join");
      isIn(each);
    }
    // Of the teacher both are on from the beginning.
    ada.decodes(1);
    grace.window().click("rooms");
    grace.window().get("rooms-count").fill("1");
    grace.window().click("rooms-open");
    for (MediaWindow pupil : List.of(ada, bob)) {
      assertThat(pupil.window().get("room-head")).isVisible();
      isIn(pupil);
    }
    ada.window().click("media-video");
    ada.window().click("media-audio");
    bob.decodes(1);
    bob.hears();
    bob.window().shoot("37-room-media");
    ada.window().shoot("37-room-media");
    // Nobody but herself.
    assertThat(grace.window().page().locator(".media-tile:not(.self)")).hasCount(0);
    grace.window().click("breakout-close");
    for (MediaWindow pupil : List.of(ada, bob)) {
      assertThat(pupil.window().get("room-head")).hasCount(0);
      isIn(pupil);
    }
    ada.decodes(1);
    bob.decodes(1);
    for (MediaWindow each : List.of(grace, ada, bob)) {
      each.window().nothingWentWrong();
    }
  }

  private static void comeIn(MediaWindow media, String who) {
    Window window = media.window();
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static void isIn(MediaWindow media) {
    media.window().expect("media").hasAttribute("data-state", "in");
  }
}
