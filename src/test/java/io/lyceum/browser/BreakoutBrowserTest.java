package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pupils go into rooms and come back, while the server is killed under them. */
class BreakoutBrowserTest {
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
    Path log = Window.SCREENSHOTS.resolve("breakout-server.log");
    Files.deleteIfExists(log);
    server = ServerProcess.start(data, log);
    chromium = Chromium.launch(server.address());
    grace = chromium.window("breakout-teacher", 1400, 900, ColorScheme.LIGHT);
    ada = chromium.window("breakout-phone", 360, 740, ColorScheme.LIGHT);
    bob = chromium.window("breakout-dark", 1280, 800, ColorScheme.DARK);
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

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(grace, ada, bob)) {
      window.keepFrames();
    }
  }

  @Test
  void they_go_into_their_rooms_and_come_back_whatever_becomes_of_the_server() {
    comeIn(grace, "demo-grace");
    comeIn(ada, "demo-ada");
    comeIn(bob, "demo-bob");
    grace.click("class-start");
    theClassIsSplitByAList();
    whatIsWrittenInARoomStaysThere();
    aRoomAsksForHelpAndAllHearTheTeacher();
    theServerDiesAndEverybodyIsWhereTheyWere();
    theTeacherComesIntoTheRoomAndLeavesIt();
    aPupilIsGivenAnotherRoom();
    theTeacherCallsAllBack();
    theDeadlineBringsAllBack();
    for (Window window : List.of(grace, ada, bob)) {
      window.nothingWentWrong();
    }
  }

  private static void onAPhone(String moment) {
    grace.page().setViewportSize(360, 740);
    grace.shoot(moment);
    grace.fits();
    grace.page().setViewportSize(1400, 900);
  }

  private static void comeIn(Window window, String who) {
    window.open("/");
    window.click(who);
    window.isOnline();
    window.click("class-card");
    window.expect("class-status").isVisible();
  }

  private static void theClassIsSplitByAList() {
    grace.click("rooms");
    grace.get("rooms-count").fill("3");
    grace.click("rooms-list-open");
    grace.get("rooms-list").fill("Ada Lovelace\nBob Kahn, Nobody Known");
    grace.click("rooms-list-use");
    grace.expect("rooms-list-unknown").containsText("Nobody Known");
    grace.expect("rooms-count").hasValue("2");
    grace.shoot("32-rooms");
    onAPhone("32-rooms-phone");
    grace.everyControlHasAName();
    grace.click("rooms-open");
    isInRoom(ada, "1");
    isInRoom(bob, "2");
    grace.expect("breakout-room").hasCount(2);
    assertThat(grace.get("breakout-room").first()).containsText("Ada Lovelace");
    ada.shoot("33-room");
    bob.shoot("33-room");
    ada.fits();
  }

  private static void whatIsWrittenInARoomStaysThere() {
    ada.click("tab-chat");
    ada.type("chat-input", "Is anybody here?");
    ada.press("Enter");
    ada.expect("message-text").hasText("Is anybody here?");
    bob.expect("message-text").hasCount(0);
    for (Window window : List.of(ada, bob)) {
      window.everyControlHasAName();
    }
  }

  private static void aRoomAsksForHelpAndAllHearTheTeacher() {
    ada.click("help-ask");
    ada.expect("help-ask").isDisabled();
    grace.expect("breakout-help").containsText("Ada Lovelace");
    grace.type("breakout-text", "Five more minutes.");
    grace.press("Enter");
    for (Window window : List.of(ada, bob)) {
      window.expect("room-said").containsText("Five more minutes.");
    }
    grace.shoot("34-breakout");
    onAPhone("34-breakout-phone");
    bob.shoot("34-breakout");
    grace.everyControlHasAName();
  }

  private static void theServerDiesAndEverybodyIsWhereTheyWere() {
    server.kill();
    List.of(grace, ada, bob).forEach(Window::noticesThatTheServerIsAway);
    server.startAgain();
    List.of(grace, ada, bob).forEach(Window::isOnline);
    isInRoom(bob, "2");
    ada.page().reload();
    isInRoom(ada, "1");
    ada.expect("help-ask").isDisabled();
    grace.expect("breakout-help").isVisible();
  }

  private static void theTeacherComesIntoTheRoomAndLeavesIt() {
    grace.get("breakout-join").first().click();
    isInRoom(grace, "1");
    grace.expect("message-text").hasText("Is anybody here?");
    ada.expect("help-ask").isEnabled();
    grace.shoot("35-room");
    grace.everyControlHasAName();
    grace.click("room-back");
    grace.expect("breakout").isVisible();
    grace.expect("breakout-help").hasCount(0);
  }

  private static void aPupilIsGivenAnotherRoom() {
    grace.page().locator("[data-testid=breakout-seat][data-user=bob]").selectOption("1");
    isInRoom(bob, "1");
    bob.expect("message-text").hasText("Is anybody here?");
    assertThat(grace.get("breakout-room").first()).containsText("Bob Kahn");
  }

  private static void theTeacherCallsAllBack() {
    grace.click("breakout-close");
    isBack();
    ada.shoot("36-back");
    grace.expect("breakout").hasCount(0);
  }

  /** Opened from elsewhere, for only a few seconds. */
  private static void theDeadlineBringsAllBack() {
    RestClient teacher =
        RestClient.stranger(URI.create(server.address()).getPort()).signedIn("teacher");
    Map<String, Object> few = Map.of("rooms", 1, "seconds", 6, "others", "deal");
    org.assertj.core.api.Assertions.assertThat(
            teacher
                .call(
                    "post",
                    "/v1/topics/class:demo-class/commands",
                    Map.of("id", TestSocket.newId(), "type", "breakout:open", "data", few))
                .status())
        .isEqualTo(200);
    isInRoom(ada, "1");
    isInRoom(bob, "1");
    isBack();
  }

  private static void isBack() {
    for (Window pupil : List.of(ada, bob)) {
      pupil.expect("room-head").hasCount(0);
      pupil.expect("classroom").isVisible();
      pupil.expect("class-status").hasAttribute("data-status", "running");
    }
  }

  private static void isInRoom(Window window, String number) {
    assertThat(window.get("room-head")).hasAttribute("data-room", number);
    window.expect("classroom").isVisible();
  }
}
