package io.lyceum.browser;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A teacher makes a class with a lobby and decides who comes in. */
class LobbyBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static FullNode node;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;
  private static Window eve;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    node = FullNode.start(DATABASE);
    chromium = Chromium.launch("http://127.0.0.1:" + node.port());
    grace = chromium.window("lobby-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = chromium.window("lobby-phone", 360, 740, ColorScheme.LIGHT);
    bob = chromium.window("lobby-dark", 1280, 800, ColorScheme.DARK);
    eve = chromium.window("lobby-denied", 360, 740, ColorScheme.DARK);
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

  @Test
  void the_teacher_lets_all_in_sends_one_back_and_turns_one_away() {
    String code = aClassWithALobby();
    comeToTheLobby(ada, "demo-ada", code);
    comeToTheLobby(bob, "demo-bob", code);
    comeToTheLobby(eve, "demo-eve", code);
    grace.expect("waiting").hasCount(3);
    grace.shoot("30-lobby");
    ada.shoot("30-lobby");
    bob.shoot("30-lobby");
    grace.everyControlHasAName();
    grace.get("waiting", "Eve Curie").getByTestId("deny").click();
    eve.expect("denied").isVisible();
    eve.shoot("31-denied");
    eve.everyControlHasAName();
    eve.fits();
    grace.click("admit-all");
    grace.expect("waiting").hasCount(0);
    for (Window window : List.of(ada, bob)) {
      window.expect("classroom").isVisible();
    }
    grace.get("member", "Bob Kahn").getByTestId("member-menu").click();
    grace.click("member-sendback");
    bob.expect("lobby-wait").isVisible();
    bob.page().reload();
    bob.expect("lobby-wait").isVisible();
    grace.click("admit");
    bob.expect("classroom").isVisible();
    for (Window window : List.of(grace, ada, bob, eve)) {
      window.nothingWentWrong();
    }
  }

  private static String aClassWithALobby() {
    grace.open("/");
    grace.click("demo-grace");
    grace.isOnline();
    grace.click("class-new");
    grace.type("class-title", "Looms");
    grace.get("class-lobby").check();
    grace.shoot("29-new-class");
    grace.click("class-create");
    grace.click("class-start");
    return grace.get("invite").locator("strong").textContent();
  }

  private static void comeToTheLobby(Window window, String who, String code) {
    window.open("/");
    window.click(who);
    window.isOnline();
    window.type("join-code", code);
    window.click("join-submit");
    window.expect("lobby-wait").isVisible();
  }
}
