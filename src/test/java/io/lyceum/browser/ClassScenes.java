package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;

/** What happens in the class before the quiz: people come in, write, raise hands and obey. */
final class ClassScenes {
  private final Window grace;
  private final Window ada;
  private final Window bob;
  private final List<Window> everyone;

  ClassScenes(Window grace, Window ada, Window bob) {
    this.grace = grace;
    this.ada = ada;
    this.bob = bob;
    this.everyone = List.of(grace, ada, bob);
  }

  void everyoneSignsIn() {
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
    for (Window window : everyone) {
      window.isOnline();
      window.expect("class-card").isVisible();
      window.mark();
      window.everyControlHasAName();
      window.shoot("02-home");
    }
  }

  void theClassStarts() {
    grace.click("class-card");
    ada.click("class-card");
    bob.tabTo("class-card");
    bob.press("Enter");
    grace.click("class-start");
    for (Window window : everyone) {
      window.expect("class-status").hasAttribute("data-status", "running");
    }
    // This server has no media server, and says so.
    bob.expect("media-none").isVisible();
    assertThat(grace.get("members").getByTestId("member")).hasCount(3);
    assertThat(bob.get("members").getByTestId("member")).hasCount(3);
  }

  void theyChat() {
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
    for (Window window : everyone) {
      window.everyControlHasAName();
    }
  }

  void handsAreLoweredByTheirOwnersAndByTheTeacher() {
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

  void theTeacherHasTheSayInHerClass() {
    Locator bobsRow = grace.get("member", "Bob Kahn");
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-mute");
    assertThat(bobsRow.getByTestId("mark-micOff")).isVisible();
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-mute");
    assertThat(bobsRow.getByTestId("mark-micOff")).isHidden();
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-spotlight");
    bob.expect("spotlight").containsText("Bob Kahn");
    bobsRow.getByTestId("member-menu").click();
    grace.click("member-spotlight");
    bob.expect("spotlight").hasCount(0);
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

  private void changeMessages() {
    menuOf(ada, "I am reddy", "message-edit");
    ada.expect("chat-input").hasValue("I am reddy");
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
}
