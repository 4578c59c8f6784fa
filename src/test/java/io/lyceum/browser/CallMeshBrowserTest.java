package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three people, each in a browser of their own, in one call; each sees each, by frames decoded.
 * Then screens are shared.
 */
class CallMeshBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  /** What is to be said of a connection that was looked at twice, or once. */
  private static final String JUDGED =
      """
      async (looks) => {
        const { quality } = await import("/call/quality.js");
        return JSON.stringify(quality(looks.at(-2), looks.at(-1)));
      }
      """;

  private static final String CLICK_SOON =
      "id => { setTimeout(() => document.querySelector(`[data-testid=${id}]`).click(), 500); }";

  private static final String BOARD =
      """
      <title>Whiteboard</title><h1>1 + 1 = 2</h1><p></p>
      <script>setInterval(() => (document.querySelector("p").textContent = new Date().toISOString()), 100)</script>
      """;

  private static final List<Chromium> BROWSERS = new ArrayList<>();

  private static FullNode node;
  private static Window grace;
  private static Window ada;
  private static Window bob;
  private static CallWindow teacher;
  private static CallWindow pupil;
  private static CallWindow other;
  private static String chat;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    node = FullNode.start(DATABASE);
    grace = window("mesh-teacher", 1200, 900, ColorScheme.LIGHT);
    ada = window("mesh-pupil", 1100, 900, ColorScheme.DARK);
    bob = window("mesh-phone", 360, 740, ColorScheme.LIGHT);
    teacher = enter(grace, "demo-grace");
    pupil = enter(ada, "demo-ada");
    other = enter(bob, "demo-bob");
    Map<String, Object> group =
        Map.of("type", "group", "name", "Project", "members", List.of("ada", "bob"));
    chat =
        RestClient.stranger(node.port())
            .signedIn("teacher")
            .call("post", "/v1/chats", group)
            .data()
            .path("id")
            .asText();
  }

  @AfterAll
  static void stop() {
    BROWSERS.forEach(Chromium::close);
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
  void three_see_each_other_and_the_screens_they_share() {
    grace.open("/#/chat/" + chat);
    grace.click("call-video");
    teacher.goesOn();
    for (CallWindow called : List.of(pupil, other)) {
      called.window().click("ring-answer");
      called.goesOn();
    }
    eachSeesEach();
    for (Window window : List.of(grace, ada, bob)) {
      assertThat(window.get("call-quality")).hasCount(2);
      assertThat(window.get("call-quality").first())
          .containsText(Pattern.compile("\\d+ ms · \\d+ % lost · \\d+×\\d+"));
      window.everyControlHasAName();
    }
    bob.fits();
    grace.shoot("50-mesh");
    ada.shoot("50-mesh");
    bob.shoot("50-mesh");

    aScreenIsSharedUntilItsWindowIsClosed();
    twoScreensAreSharedAtOnce();
    eachSeesEach();

    grace.click("call-end");
    ada.expect("call").hasAttribute("data-connected", "true");
    pupil.seesEachOf(1);
    ada.click("call-end");
    bob.expect("call").hasCount(0);
    for (Window window : List.of(grace, ada, bob)) {
      window.nothingWentWrong();
    }
  }

  private static void eachSeesEach() {
    for (CallWindow window : List.of(teacher, pupil, other)) {
      assertThat(
              window
                  .window()
                  .get("call-tile")
                  .and(window.window().page().locator("[data-status=in]")))
          .hasCount(2);
      window.isConnectedTo(2);
    }
    for (CallWindow window : List.of(teacher, pupil, other)) {
      window.seesEachOf(2);
    }
  }

  /** What is shown is a window of Grace's browser, and that it is gone only the browser tells. */
  private static void aScreenIsSharedUntilItsWindowIsClosed() {
    Page board = board(grace);
    grace.click("call-share");
    grace.expect("call-share").hasAttribute("aria-pressed", "true");
    pupil.seesTheScreenOf("teacher");
    other.seesTheScreenOf("teacher");
    ada.shoot("51-screen");
    assertThat(ada.get("call-end")).isInViewport();
    assertThat(bob.get("call-end")).isInViewport();
    bob.fits();
    bob.shoot("51-screen");
    teacher.seesEachOf(2);
    board.close();
    grace.expect("call-share").hasAttribute("aria-pressed", "false");
    assertThat(ada.get("call-screen")).hasCount(0);
    assertThat(bob.get("call-screen")).hasCount(0);
  }

  /** Another window, in which something moves. */
  private static Page board(Window window) {
    Page board = window.page().context().newPage();
    board.setContent(BOARD);
    window.page().bringToFront();
    return board;
  }

  /** Both are pressed at once, so that offers cross. */
  private static void twoScreensAreSharedAtOnce() {
    board(grace);
    board(ada);
    grace.page().evaluate(CLICK_SOON, "call-share");
    ada.page().evaluate(CLICK_SOON, "call-share");
    other.seesTheScreenOf("teacher");
    other.seesTheScreenOf("ada");
    pupil.seesTheScreenOf("teacher");
    teacher.seesTheScreenOf("ada");
    bob.everyControlHasAName();
    grace.shoot("52-screens");
    grace.click("call-share");
    ada.click("call-share");
    assertThat(bob.get("call-screen")).hasCount(0);
  }

  @Test
  void a_connection_is_judged_by_what_was_lost_lately_and_by_its_time() {
    assertThat(judged(figures(0, 0, 20), figures(100, 0, 20))).contains("\"grade\":\"good\"");
    assertThat(judged(figures(500, 400, 20), figures(600, 400, 20))).contains("\"grade\":\"good\"");
    assertThat(judged(figures(0, 0, 20), figures(97, 3, 20)))
        .contains("\"grade\":\"fair\"", "\"lost\":3");
    assertThat(judged(figures(0, 0, 20), figures(100, 0, 250))).contains("\"grade\":\"fair\"");
    assertThat(judged(figures(0, 0, 20), figures(90, 10, 20))).contains("\"grade\":\"poor\"");
    assertThat(judged(figures(0, 0, 20), figures(100, 0, 900))).contains("\"grade\":\"poor\"");
    assertThat(judged(figures(100, 0, 20), figures(100, 0, 20))).contains("\"lost\":0");
    assertThat(judged(figures(100, 0, 20))).isEqualTo("null");
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static String judged(Map<String, ?>... looks) {
    return (String) ada.page().evaluate(JUDGED, List.of(looks));
  }

  private static Map<String, ?> figures(int received, int lost, int ms) {
    return Map.of("received", received, "lost", lost, "ms", ms, "size", "640×480");
  }

  private static Window window(String name, int width, int height, ColorScheme scheme) {
    Chromium chromium = Chromium.launchWithScreen("http://127.0.0.1:" + node.port(), "Whiteboard");
    BROWSERS.add(chromium);
    Window window = chromium.window(name, width, height, scheme);
    window.page().context().grantPermissions(List.of("camera", "microphone"));
    return window;
  }

  private static CallWindow enter(Window window, String who) {
    CallWindow call = new CallWindow(window);
    window.open("/");
    window.click(who);
    window.isOnline();
    return call;
  }
}
