package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.lyceum.FullNode;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The look at oneself before a call: with devices, with devices that are forbidden, and without.
 */
class DeviceCheckBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String FRAMES =
      "document.querySelector('[data-testid=device-preview]').getVideoPlaybackQuality().totalVideoFrames";

  private static final String HAS_COLOUR =
      """
      (() => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 8;
        const paper = canvas.getContext("2d");
        paper.drawImage(document.querySelector("[data-testid=device-preview]"), 0, 0, 8, 8);
        return paper.getImageData(0, 0, 8, 8).data.some((value, at) => at % 4 !== 3 && value > 40);
      })()
      """;

  private static FullNode node;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    node = FullNode.start(DATABASE);
    chromium = Chromium.launchWithCamera(address());
    grace = chromium.window("devices-teacher", 1200, 900, ColorScheme.LIGHT);
    ada = chromium.window("devices-pupil", 1100, 900, ColorScheme.DARK);
    bob = chromium.window("devices-phone", 360, 740, ColorScheme.LIGHT);
    enter(grace, "demo-grace");
    enter(ada, "demo-ada");
    enter(bob, "demo-bob");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      node.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(grace, ada, bob)) {
      window.keepFrames();
    }
  }

  @Test
  void one_sees_and_hears_oneself_chooses_and_is_remembered() {
    choose(grace, "Ada Lovelace");
    grace.expect("device-go").isFocused();
    grace.expect("device-heard").containsText("hears you");
    sees(grace);
    grace.everyControlHasAName();
    grace.shoot("44-devices");
    String chosen = secondMicrophone(grace);
    grace.expect("device-level").isVisible();
    sees(grace);
    grace.press("Escape");
    grace.expect("device-check").hasCount(0);
    grace.expect("call").hasCount(0);
    assertThat(usedDevices(grace)).isZero();

    grace.page().reload();
    choose(grace, "Ada Lovelace");
    grace.expect("device-microphone").hasValue(chosen);
    grace.click("device-on-camera");
    grace.expect("device-preview").isHidden();
    grace.click("device-on-microphone");
    grace.expect("device-level").hasCount(0);
    grace.click("device-go");
    ada.click("ring-answer");
    ada.expect("device-check").containsText("Grace Hopper calls");
    sees(ada);
    ada.shoot("45-devices");
    ada.press("Enter");
    grace.expect("call").hasAttribute("data-connected", "true");
    grace.expect("call-camera").hasAttribute("aria-pressed", "true");
    grace.expect("call-mute").hasAttribute("aria-pressed", "true");

    ada.click("call-devices");
    ada.expect("device-on-camera").hasCount(0);
    secondMicrophone(ada);
    ada.click("device-go");
    ada.expect("call").hasAttribute("data-connected", "true");
    ada.click("call-end");
    grace.expect("call").hasCount(0);
    assertThat(usedDevices(grace)).isZero();
    everythingWentWell();
  }

  @Test
  void a_check_before_an_answer_goes_away_with_the_ring() {
    choose(grace, "Bob Kahn");
    grace.click("device-go");
    bob.click("ring-answer");
    bob.expect("device-heard").containsText("hears you");
    sees(bob);
    fits(bob);
    bob.shoot("46-devices");
    bob.everyControlHasAName();
    grace.click("call-end");
    bob.expect("device-check").hasCount(0);
    bob.expect("ring").hasCount(0);
    assertThat(usedDevices(bob)).isZero();
    everythingWentWell();
  }

  @Test
  void who_needs_no_check_calls_at_once() {
    Window another = chromium.window("devices-unasked", 1100, 800, ColorScheme.LIGHT);
    enter(another, "demo-bob");
    choose(another, "Grace Hopper");
    another.get("device-unasked").check();
    another.press("Escape");
    another.expect("device-check").hasCount(0);
    choose(another, "Grace Hopper");
    another.expect("call").isVisible();
    grace.click("ring-reject");
    another.expect("call").hasCount(0);
    another.nothingWentWrong();
    everythingWentWell();
  }

  @Test
  void who_may_not_use_their_devices_is_told_so_and_listens() {
    try (Chromium strict = Chromium.launchWithForbiddenCamera(address())) {
      Window eve = strict.window("devices-forbidden", 360, 740, ColorScheme.DARK);
      isTold(eve, "may not use your", "47-devices");
    }
  }

  @Test
  void who_has_no_devices_is_told_so_and_listens() {
    try (Chromium bare = Chromium.launch(address())) {
      isTold(
          bare.window("devices-none", 1100, 800, ColorScheme.LIGHT), "There is no", "48-devices");
    }
  }

  private static void isTold(Window window, String what, String moment) {
    enter(window, "demo-ada");
    choose(window, "Grace Hopper");
    window.expect("device-problem-camera").containsText(what);
    window.expect("device-problem-microphone").containsText(what);
    window.everyControlHasAName();
    fits(window);
    window.shoot(moment);
    window.click("device-go");
    assertThat(window.get("toast", "will not hear you")).isVisible();
    grace.click("ring-reject");
    window.expect("call").hasCount(0);
    window.nothingWentWrong();
  }

  /** Whatever must be scrolled for, nothing is cut off at the side, and the way on is in sight. */
  private static void fits(Window window) {
    window.fits();
    Object over =
        window
            .page()
            .evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('dialog'))");
    assertThat(over).as("pixels too wide").isEqualTo(0);
    assertThat(window.get("device-go")).isInViewport();
  }

  private static void everythingWentWell() {
    for (Window window : List.of(grace, ada, bob)) {
      window.nothingWentWrong();
    }
  }

  private static void choose(Window window, String whom) {
    if (window.get("tab-people").isVisible()) {
      window.click("tab-people");
    }
    window.get("member", whom).getByTestId("member-menu").click();
    window.click("member-video-call");
  }

  private static String secondMicrophone(Window window) {
    window.get("device-microphone").selectOption(new SelectOption().setIndex(2));
    return window.get("device-microphone").inputValue();
  }

  /** The picture moves on, and is not black. */
  private static void sees(Window window) {
    int before = frames(window);
    Awaitility.await("a picture of oneself")
        .untilAsserted(
            () -> {
              assertThat(frames(window)).isGreaterThan(before + 3);
              assertThat((Boolean) window.page().evaluate(HAS_COLOUR)).isTrue();
            });
  }

  private static int frames(Window window) {
    return (Integer) window.page().evaluate(FRAMES);
  }

  /** Those still on that this page has opened; their light would be on. */
  private static int usedDevices(Window window) {
    return (Integer)
        window.page().evaluate("window.opened.filter(track => track.readyState === 'live').length");
  }

  private static void enter(Window window, String who) {
    window
        .page()
        .addInitScript(
            """
            window.opened = [];
            const open = MediaDevices.prototype.getUserMedia;
            MediaDevices.prototype.getUserMedia = async function (...how) {
              const stream = await open.apply(this, how);
              window.opened.push(...stream.getTracks());
              return stream;
            };
            """);
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static String address() {
    return "http://127.0.0.1:" + node.port();
  }
}
