package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One person's window: finds things by test id, uses the keyboard and notes what goes wrong. */
final class Window {
  static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static final String MARK = "this document was never loaded again";
  private static final int MOST_TABS = 60;

  /** While the server is away the browser itself complains; nobody can keep it from that. */
  private static final Pattern SERVER_AWAY =
      Pattern.compile("WebSocket connection to .*failed|Failed to load resource: net::ERR_.*");

  private static final Set<String> CONTROLS =
      Set.of(
          "button",
          "link",
          "textbox",
          "searchbox",
          "checkbox",
          "radio",
          "switch",
          "combobox",
          "spinbutton",
          "slider",
          "menuitem");

  private final String name;
  private final Page page;
  private final List<String> problems = new ArrayList<>();
  private final List<JsonNode> frames = new ArrayList<>();
  private final List<String> conversation = new ArrayList<>();

  Window(String name, Page page) {
    this.name = name;
    this.page = page;
    page.addInitScript(
        "addEventListener('securitypolicyviolation', e =>"
            + " console.error('content security policy', e.violatedDirective, e.blockedURI))");
    page.onConsoleMessage(this::heard);
    page.onPageError(error -> problems.add(error));
    page.onWebSocket(
        socket -> {
          socket.onFrameReceived(this::received);
          socket.onFrameSent(frame -> conversation.add(Instant.now() + " > " + frame.text()));
        });
  }

  Page page() {
    return page;
  }

  Locator get(String testId) {
    return page.getByTestId(testId);
  }

  /** The one with this text in it, of many with the same test id. */
  Locator get(String testId, String text) {
    return get(testId).filter(new Locator.FilterOptions().setHasText(text));
  }

  LocatorAssertions expect(String testId) {
    return assertThat(get(testId));
  }

  void open(String path) {
    page.navigate(path);
  }

  void click(String testId) {
    get(testId).click();
  }

  void type(String testId, String text) {
    // Keys go to what has the focus, and a field cannot have it before it is shown.
    assertThat(get(testId)).isVisible();
    get(testId).pressSequentially(text);
  }

  void signIn(String email, String password) {
    get("login-email").fill(email);
    get("login-password").fill(password);
    get("login-password").press("Enter");
  }

  void goByMenu(String item) {
    click("me");
    click(item);
  }

  /** Nothing is cut off or must be scrolled for sideways. */
  void fits() {
    Object over =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(over).as("pixels too wide for " + name).isEqualTo(0);
  }

  void isOnline() {
    get("connection")
        .and(page.locator("[data-state=online]"))
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  void noticesThatTheServerIsAway() {
    assertThat(get("connection")).hasAttribute("data-state", "reconnecting");
    expect("connection").containsText("Connection lost.");
  }

  /** Moves the focus there with the Tab key alone. */
  void tabTo(String testId) {
    assertThat(get(testId).first()).isVisible();
    String focused = "document.activeElement?.dataset.testid ?? ''";
    for (int i = 0; i < MOST_TABS; i++) {
      if (page.evaluate(focused).equals(testId)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(name + " cannot reach " + testId + " with the keyboard");
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  void mark() {
    page.evaluate("mark => { window.storyMark = mark }", MARK);
  }

  void wasNeverReloaded() {
    assertThat(page.evaluate("window.storyMark")).as("mark of " + name).isEqualTo(MARK);
  }

  /** What the server answers this person's page, straight from its REST interface. */
  JsonNode fetched(String path) {
    Object text =
        page.evaluate(
            """
            async path => {
              const { accessToken } = JSON.parse(sessionStorage.getItem("lyceum.session"));
              const answer = await fetch(path, { headers: { Authorization: `Bearer ${accessToken}` } });
              return await answer.text();
            }
            """,
            path);
    return read((String) text).get("data");
  }

  /** The frames this page has received from the server, oldest first. */
  Stream<JsonNode> frames(String op) {
    return frames.stream().filter(frame -> frame.path("op").asText().equals(op));
  }

  /** Writes down the last view and the conversation with the server, for whoever must find out. */
  void keepFrames() throws IOException {
    Files.write(SCREENSHOTS.resolve("frames-" + name + ".txt"), conversation);
    if (!page.isClosed()) {
      shoot("99-last");
    }
  }

  /** Of whole pixels as seen, for people to look at. */
  void shoot(String moment) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(moment + "-" + name + ".png")));
  }

  /** By the browser's own reckoning, which is what a screen reader is given. */
  void everyControlHasAName() {
    CDPSession session = page.context().newCDPSession(page);
    JsonArray nodes = session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes");
    List<String> nameless = new ArrayList<>();
    for (JsonElement element : nodes) {
      JsonObject node = element.getAsJsonObject();
      if (!node.get("ignored").getAsBoolean()
          && CONTROLS.contains(value(node, "role"))
          && value(node, "name").isBlank()) {
        nameless.add(value(node, "role") + " " + node.get("backendDOMNodeId"));
      }
    }
    session.detach();
    assertThat(nameless).as("controls without a name in the window of " + name).isEmpty();
  }

  void nothingWentWrong() {
    assertThat(problems).as("console of " + name).isEmpty();
  }

  private static String value(JsonObject node, String field) {
    JsonElement value = node.get(field);
    return value == null ? "" : value.getAsJsonObject().get("value").getAsString();
  }

  private static JsonNode read(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private void heard(ConsoleMessage message) {
    if (message.type().equals("error") && !SERVER_AWAY.matcher(message.text()).find()) {
      problems.add(message.text() + " at " + message.location());
    }
  }

  /** A frame holds one object per line. */
  private void received(WebSocketFrame frame) {
    String text = frame.text();
    conversation.add(Instant.now() + " < " + text);
    if (text != null) {
      text.lines().map(Window::read).forEach(frames::add);
    }
  }
}
