package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A teacher and her pupils live through a class in real browser windows while the server is killed
 * under them, twice. Grace has a mouse and a wide window, Ada a phone, Bob only a keyboard and a
 * dark room; Eve comes late.
 */
class LiveClassBrowserTest {
  private static final String QUIZ =
      """
      {"title": "Looms and engines", "scoring": "speed", "questions": [
        {"type": "single", "text": "Who wrote the first published algorithm for a machine?", "seconds": 300, "points": 1000,
         "choices": ["Charles Babbage", "Ada Lovelace", "Joseph Jacquard", "George Boole"], "solution": 1},
        {"type": "multiple", "text": "Which of these are programming languages?", "seconds": 300, "points": 1000,
         "choices": ["COBOL", "ENIAC", "Fortran", "Colossus"], "solution": [0, 2]},
        {"type": "numeric", "text": "How many bits make a byte?", "seconds": 300, "points": 1000,
         "solution": {"value": 8, "tolerance": 0}}]}
      """;

  @TempDir static Path data;

  private static ServerProcess server;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    Path log = Window.SCREENSHOTS.resolve("server.log");
    Files.deleteIfExists(log);
    server = ServerProcess.start(data, log);
    chromium = Chromium.launch(server.address());
    grace = chromium.window("teacher", 1400, 900, ColorScheme.LIGHT);
    ada = chromium.window("pupil-phone", 360, 740, ColorScheme.LIGHT);
    bob = chromium.window("pupil-dark", 1280, 800, ColorScheme.DARK);
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
  }

  @Test
  void a_class_goes_on_where_it_was_after_the_server_died_in_mid_question() {
    everyoneSignsIn();
    theClassStarts();
    theyChat();
    handsAreLoweredByTheirOwnersAndByTheTeacher();
    theTeacherHasTheSayInHerClass();
    aQuizIsWrittenAndOpened();
    theServerDiesInMidQuestionAndNothingIsLost();
    whoComesLateWaitsInTheLobby();
    everyoneSeesTheAnswersAndTheLeaderboard();
    theServerDiesWithItsDatabaseAndNothingIsLost();
    theQuizEnds();
    everyoneWasThereAllTheTime();
  }

  private static void everyoneSignsIn() {
    grace.open("/");
    assertThat(grace.get("demo-grace")).isVisible();
    grace.shoot("01-sign-in");
    grace.everyControlHasAName();
    grace.click("demo-grace");
    ada.open("/");
    ada.click("demo-ada");
    bob.open("/");
    bob.tabTo("login-email");
    bob.press("b");
    bob.type("login-email", "ob@demo.example");
    bob.tabTo("login-password");
    bob.type("login-password", "lyceum-demo");
    bob.press("Enter");
    for (Window window : List.of(grace, ada, bob)) {
      window.isOnline();
      window.expect("class-card").isVisible();
      window.mark();
      window.everyControlHasAName();
      window.shoot("02-home");
    }
  }

  private static void theClassStarts() {
    grace.click("class-card");
    ada.click("class-card");
    bob.tabTo("class-card");
    bob.press("Enter");
    grace.click("class-start");
    for (Window window : List.of(grace, ada, bob)) {
      window.expect("class-status").hasAttribute("data-status", "running");
    }
    assertThat(grace.get("members").getByTestId("member")).hasCount(3);
    assertThat(bob.get("members").getByTestId("member")).hasCount(3);
  }

  private static void theyChat() {
    bob.tabTo("chat-input");
    bob.type("chat-input", "Good morning! Is the quiz today?");
    grace.expect("typing").hasText("Bob Kahn is typing…");
    bob.press("Enter");
    grace.expect("message-text").hasText("Good morning! Is the quiz today?");
    grace.get("chat-input").fill("Good morning, everyone. Yes, three questions.");
    grace.click("chat-send");
    ada.click("tab-chat");
    ada.type("chat-input", "I am reddy");
    bob.expect("typing").hasText("Ada Lovelace is typing…");
    ada.shoot("03-chat");
    ada.press("Enter");
    grace.expect("seen").hasText("Seen by 2");
    changeMessages();
    for (Window window : List.of(grace, ada, bob)) {
      window.everyControlHasAName();
    }
  }

  private static void changeMessages() {
    menuOf(ada, "I am reddy", "message-edit");
    ada.get("chat-input").fill("I am ready");
    ada.click("chat-send");
    assertThat(bob.get("message", "I am ready").getByText("edited")).isVisible();
    menuOf(grace, "Is the quiz today?", "message-reply");
    grace.get("chat-input").fill("Right after the looms.");
    grace.press("Enter");
    assertThat(bob.get("message", "Right after the looms.").locator(".quote")).containsText("You");
    grace.get("message", "I am ready").getByTestId("message-menu").click();
    grace.get("react").first().click();
    assertThat(ada.get("message", "I am ready").getByTestId("reaction")).hasText("👍1");
    bob.type("chat-input", "Ooops");
    bob.press("Enter");
    menuOf(grace, "Ooops", "message-delete");
    bob.expect("message").containsText(new String[] {"", "", "", "", "This message was deleted."});
  }

  private static void menuOf(Window window, String message, String item) {
    Locator article =
        window
            .get("message")
            .filter(
                new Locator.FilterOptions()
                    .setHas(window.page().getByTestId("message-text").getByText(message)));
    article.hover();
    article.getByTestId("message-menu").click();
    window.click(item);
  }

  private static void handsAreLoweredByTheirOwnersAndByTheTeacher() {
    bob.tabTo("hand-raise");
    bob.press("Enter");
    grace.expect("hand").hasCount(1);
    ada.click("hand-raise");
    grace.expect("hand").hasText(new Pattern[] {Pattern.compile("Bob"), Pattern.compile("Ada")});
    bob.expect("hand-lower").containsText("1");
    grace.shoot("04-hands");
    bob.shoot("04-hands");
    grace.get("hand").first().getByTestId("hand-lower-other").click();
    bob.expect("hand-raise").isVisible();
    ada.click("hand-lower");
    grace.expect("hand").hasCount(0);
  }

  private static void theTeacherHasTheSayInHerClass() {
    Locator bobsRow = grace.get("member", "Bob Kahn");
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-mute");
    assertThat(bobsRow.getByTestId("mark-micOff")).isVisible();
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-spotlight");
    bob.expect("spotlight").containsText("Bob Kahn");
    grace.click("rules");
    grace.get("rule-chat").uncheck();
    bob.expect("chat-closed").isVisible();
    grace.shoot("05-rules");
    grace.everyControlHasAName();
    grace.get("rule-chat").check();
    grace.get("rule-lobby").check();
    bob.expect("chat-input").isVisible();
    grace.press("Escape");
  }

  private static void aQuizIsWrittenAndOpened() {
    grace.click("quiz-create");
    grace.click("quiz-paste");
    grace.get("paste-json").fill(QUIZ);
    grace.click("paste-take");
    grace.everyControlHasAName();
    grace.click("quiz-save");
    grace
        .get("quiz-list")
        .getByRole(com.microsoft.playwright.options.AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText("Looms and engines"))
        .getByTestId("quiz-choose")
        .click();
    grace.click("quiz-open");
    bob.expect("quiz").hasAttribute("data-status", "open");
    grace.click("quiz-next");
  }

  private static void theServerDiesInMidQuestionAndNothingIsLost() {
    ada.click("answer-1");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("1");
    grace.shoot("06-question");
    bob.shoot("06-question");
    server.kill();
    List.of(grace, ada, bob).forEach(Window::noticesThatTheServerIsAway);
    bob.tabTo("answer-0");
    bob.press("Enter");
    bob.expect("answer-status").containsText("Sending");
    bob.shoot("07-server-away");
    ada.shoot("07-server-away");
    server.startAgain();
    List.of(grace, ada, bob).forEach(Window::isOnline);
    bob.expect("answer-status").hasText("Answer received.");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("2");
  }

  private static void whoComesLateWaitsInTheLobby() {
    Window eve = chromium.window("late", 1100, 800, ColorScheme.LIGHT);
    eve.open("/");
    eve.click("demo-eve");
    eve.click("class-card");
    eve.expect("lobby-wait").isVisible();
    eve.shoot("08-lobby");
    grace.click("admit");
    eve.expect("question").isVisible();
    assertThat(deadlineShownTo(eve)).isEqualTo(deadlineToldTo(ada));
    grace.get("member", "Eve Curie").getByTestId("member-menu").click();
    grace.click("member-sendback");
    eve.expect("lobby-wait").isVisible();
    grace.click("admit");
    eve.get("chat-input").fill("Sorry, the bus.");
    eve.get("chat-input").press("Enter");
    grace.expect("message-text").containsText(new String[] {"Sorry, the bus."});
    eve.nothingWentWrong();
    eve.page().context().close();
  }

  private static String deadlineToldTo(Window window) {
    return window
        .frames("event")
        .filter(frame -> frame.path("type").asText().equals("question:opened"))
        .map(frame -> frame.path("data").path("deadline").asText())
        .reduce("none", (_, last) -> last);
  }

  private static String deadlineShownTo(Window window) {
    return window
        .frames("subscribed")
        .map(frame -> frame.path("snapshot").path("deadline").asText())
        .filter(deadline -> !deadline.isEmpty())
        .reduce("none", (_, last) -> last);
  }

  private static void everyoneSeesTheAnswersAndTheLeaderboard() {
    grace.click("quiz-close");
    for (Window window : List.of(grace, ada, bob)) {
      assertThat(window.get("bar-0").locator("> b")).hasText("1");
      assertThat(window.get("bar-1").locator("> b")).hasText("1");
      window.expect("leaderboard-row").hasCount(2);
      window.everyControlHasAName();
      window.shoot("09-leaderboard");
    }
    ada.expect("own-verdict").containsText("Correct");
    bob.expect("own-verdict").containsText("Not this time");
  }

  private static void theServerDiesWithItsDatabaseAndNothingIsLost() {
    grace.click("quiz-next");
    for (String choice : List.of("answer-0", "answer-2", "answer-submit")) {
      bob.tabTo(choice);
      bob.press("Enter");
    }
    bob.expect("answer-status").hasText("Answer received.");
    server.killWithDatabase();
    ada.noticesThatTheServerIsAway();
    server.startAgain();
    List.of(grace, ada, bob).forEach(Window::isOnline);
    ada.click("answer-0");
    ada.click("answer-submit");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("2");
    grace.click("quiz-close");
    assertThat(bob.get("bar-0").locator("> b")).hasText("2");
    assertThat(bob.get("bar-2").locator("> b")).hasText("1");
  }

  private static void theQuizEnds() {
    grace.click("quiz-next");
    bob.tabTo("answer-input");
    bob.type("answer-input", "8");
    bob.press("Enter");
    grace.expect("quiz-count").hasText("1");
    grace.click("quiz-close");
    grace.click("quiz-finish");
    for (Window window : List.of(grace, ada, bob)) {
      window.expect("quiz").hasAttribute("data-status", "finished");
      window
          .expect("leaderboard-row")
          .hasText(new Pattern[] {Pattern.compile("Bob"), Pattern.compile("Ada")});
      window.shoot("10-end-of-quiz");
    }
    assertThat(grace.get("quiz-results").locator("tbody tr")).hasCount(2);
  }

  private static void everyoneWasThereAllTheTime() {
    JsonNode rows = grace.fetched("/v1/live-classes/demo-class/attendance");
    assertThat(rows)
        .filteredOn(row -> !row.path("user").asText().equals("eve"))
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row.path("intervals"))
                    .singleElement()
                    .satisfies(interval -> assertThat(interval.has("to")).isFalse()));
    grace.click("attendance");
    grace.expect("attendance-table").containsText("Ada Lovelace");
    grace.shoot("11-attendance");
    for (Window window : List.of(grace, ada, bob)) {
      window.wasNeverReloaded();
      window.nothingWentWrong();
    }
  }
}
