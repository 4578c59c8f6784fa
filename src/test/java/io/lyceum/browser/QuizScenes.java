package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A quiz of three questions, two of which the server does not live through. */
final class QuizScenes {
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

  private final ServerProcess server;
  private final Window grace;
  private final Window ada;
  private final Window bob;
  private final Window eve;
  private final List<Window> everyone;

  QuizScenes(ServerProcess server, Window grace, Window ada, Window bob, Window eve) {
    this.server = server;
    this.grace = grace;
    this.ada = ada;
    this.bob = bob;
    this.eve = eve;
    this.everyone = List.of(grace, ada, bob);
  }

  void aQuizIsWrittenAndOpened() {
    grace.click("quiz-create");
    grace.click("quiz-paste");
    grace.get("paste-json").fill(QUIZ);
    grace.click("paste-take");
    grace.everyControlHasAName();
    grace.click("quiz-save");
    grace
        .get("quiz-list")
        .getByRole(AriaRole.LISTITEM)
        .filter(new Locator.FilterOptions().setHasText("Looms and engines"))
        .getByTestId("quiz-choose")
        .click();
    grace.click("quiz-open");
    bob.expect("quiz").hasAttribute("data-status", "open");
    grace.click("quiz-next");
  }

  void theServerDiesInMidQuestionAndNothingIsLost() {
    ada.click("answer-1");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("1");
    grace.shoot("06-question");
    bob.shoot("06-question");
    server.kill();
    everyone.forEach(Window::noticesThatTheServerIsAway);
    bob.tabTo("answer-0");
    bob.press("Enter");
    bob.expect("answer-status").containsText("Sending");
    bob.shoot("07-server-away");
    ada.shoot("07-server-away");
    server.startAgain();
    everyone.forEach(Window::isOnline);
    bob.expect("answer-status").hasText("Answer received.");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("2");
  }

  void whoComesLateWaitsInTheLobby() {
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
    eve.click("hand-raise");
    eve.click("answer-1");
    grace.expect("quiz-count").hasText("3");
  }

  void everyoneSeesTheAnswersAndTheLeaderboard() {
    grace.click("quiz-close");
    for (Window window : everyone) {
      assertThat(window.get("bar-0").locator("> b")).hasText("1");
      assertThat(window.get("bar-1").locator("> b")).hasText("2");
      window.expect("leaderboard-row").hasCount(3);
      window.everyControlHasAName();
      window.shoot("09-leaderboard");
    }
    ada.expect("own-verdict").containsText("Correct");
    bob.expect("own-verdict").containsText("Not this time");
    eve.nothingWentWrong();
    eve.page().context().close();
  }

  void theServerDiesWithItsDatabaseAndNothingIsLost() {
    grace.click("quiz-next");
    for (String choice : List.of("answer-0", "answer-2", "answer-submit")) {
      bob.tabTo(choice);
      bob.press("Enter");
    }
    bob.expect("answer-status").hasText("Answer received.");
    server.killWithDatabase();
    ada.noticesThatTheServerIsAway();
    server.startAgain();
    everyone.forEach(Window::isOnline);
    ada.click("answer-0");
    ada.click("answer-submit");
    ada.expect("answer-status").hasText("Answer received.");
    grace.expect("quiz-count").hasText("2");
    grace.click("quiz-close");
    assertThat(bob.get("bar-0").locator("> b")).hasText("2");
    assertThat(bob.get("bar-2").locator("> b")).hasText("1");
  }

  void theQuizEnds() {
    grace.click("quiz-next");
    bob.tabTo("answer-input");
    bob.type("answer-input", "8");
    bob.press("Enter");
    grace.expect("quiz-count").hasText("1");
    grace.click("quiz-close");
    grace.click("quiz-finish");
    for (Window window : everyone) {
      window.expect("quiz").hasAttribute("data-status", "finished");
      window
          .expect("leaderboard-row")
          .hasText(
              new Pattern[] {
                Pattern.compile("Bob"), Pattern.compile("Ada"), Pattern.compile("Eve")
              });
    }
    assertThat(grace.get("quiz-results").locator("tbody tr")).hasCount(3);
    everyone.forEach(window -> window.shoot("10-end-of-quiz"));
  }

  private static String deadlineToldTo(Window window) {
    return window
        .frames("event")
        .filter(frame -> frame.path("type").asText().equals("question:opened"))
        .map(frame -> frame.path("data").path("deadline").asText())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static String deadlineShownTo(Window window) {
    return window
        .frames("subscribed")
        .map(frame -> frame.path("snapshot").path("deadline").asText())
        .filter(deadline -> !deadline.isEmpty())
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
