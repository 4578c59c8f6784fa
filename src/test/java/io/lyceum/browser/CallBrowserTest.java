package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Grace and Ada call each other in real browsers, whose cameras are made up; Ada has a phone beside
 * her desk. What is seen is counted in frames that were decoded.
 */
class CallBrowserTest {
  private static final String CLICK_SOON =
      "id => { setTimeout(() => document.querySelector(`[data-testid=${id}]`).click(), 500); }";

  @TempDir static Path data;

  private static ServerProcess server;
  private static Chromium chromium;
  private static Chromium another;
  private static Window grace;
  private static Window ada;
  private static Window phone;
  private static CallWindow teacher;
  private static CallWindow pupil;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    Path log = Window.SCREENSHOTS.resolve("call-server.log");
    Files.deleteIfExists(log);
    server = ServerProcess.start(data, log);
    chromium = Chromium.launchWithCamera(server.address());
    another = Chromium.launchWithCamera(server.address());
    grace = chromium.window("call-teacher", 1200, 800, ColorScheme.LIGHT);
    ada = another.window("call-desk", 1100, 800, ColorScheme.DARK);
    phone = another.window("call-phone", 360, 740, ColorScheme.LIGHT);
    teacher = new CallWindow(grace);
    pupil = new CallWindow(ada);
    server.awaitReady();
    enter(grace, "demo-grace");
    enter(ada, "demo-ada");
    enter(phone, "demo-ada");
    grace.click("class-card");
    grace.isOnline();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (another != null) {
      another.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    for (Window window : List.of(grace, ada, phone)) {
      window.keepFrames();
    }
  }

  @Test
  void two_see_and_hear_each_other_through_a_lost_socket_and_a_killed_server() {
    call();
    ada.tabTo("ring-answer");
    ada.everyControlHasAName();
    phone.shoot("40-ring");
    ada.press("Enter");
    ada.expect("device-go").isFocused();
    ada.press("Enter");
    assertThat(phone.get("ring")).hasCount(0);
    phone.expect("call-elsewhere").isVisible();
    connected();
    teacher.seesAndHears();
    pupil.seesAndHears();
    grace.shoot("41-call");
    ada.everyControlHasAName();

    String before = pupil.fragment();
    pupil.losesItsSocket();
    ada.isOnline();
    pupil.isRestartedFrom(before);
    teacher.seesAndHears();
    pupil.seesAndHears();

    server.kill();
    grace.noticesThatTheServerIsAway();
    ada.noticesThatTheServerIsAway();
    // Pictures go past the server, from browser to browser.
    teacher.seesAndHears();
    pupil.seesAndHears();
    String old = teacher.fragment();
    server.startAgain();
    grace.isOnline();
    ada.isOnline();
    teacher.isRestartedFrom(old);
    teacher.seesAndHears();
    pupil.seesAndHears();

    ada.click("call-camera");
    assertThat(grace.get("call-tile")).hasClass("dark");
    ada.click("call-camera");
    teacher.seesAndHears();
    ada.click("call-mute");
    ada.expect("call-mute").hasAttribute("aria-pressed", "true");

    grace.page().reload();
    connected();
    pupil.seesAndHears();

    phone.click("call-join");
    ada.expect("call").hasCount(0);
    phone.expect("call").hasAttribute("data-connected", "true");
    teacher.seesAndHears();
    phone.shoot("42-call");
    fits(phone);
    phone.click("call-end");
    grace.expect("call").hasCount(0);
    assertThat(phone.get("call-elsewhere")).hasCount(0);
    JsonNode listed = grace.fetched("/v1/calls").get(0);
    assertThat(listed.path("outcome").asText()).isEqualTo("answered");
    assertThat(listed.path("talkedMs").asLong()).isPositive();

    aDeclinedCallStopsRingingEverywhere();
    whoCallEachOtherAtOnceMeet();
    for (Window window : List.of(grace, ada, phone)) {
      window.nothingWentWrong();
    }
  }

  private static void aDeclinedCallStopsRingingEverywhere() {
    call();
    phone.click("ring-reject");
    assertThat(ada.get("ring")).hasCount(0);
    assertThat(grace.get("toast", "declined")).isVisible();
    grace.expect("call").hasCount(0);
  }

  /** Both are told at once what to click, so that neither has heard of the other's call. */
  private static void whoCallEachOtherAtOnceMeet() {
    ada.click("class-card");
    ada.get("member", "Grace Hopper").getByTestId("member-menu").click();
    grace.get("member", "Ada Lovelace").getByTestId("member-menu").click();
    for (Window window : List.of(ada, grace)) {
      window.click("member-video-call");
      window.expect("device-level").isVisible();
    }
    ada.page().evaluate(CLICK_SOON, "device-go");
    grace.page().evaluate(CLICK_SOON, "device-go");
    connected();
    teacher.seesAndHears();
    pupil.seesAndHears();
    assertThat(phone.get("ring")).hasCount(0);
    grace.click("call-end");
    ada.expect("call").hasCount(0);
  }

  private static void call() {
    grace.get("member", "Ada Lovelace").getByTestId("member-menu").click();
    grace.click("member-video-call");
    teacher.goesOn();
    ada.expect("ring").isVisible();
    phone.expect("ring").containsText("Grace Hopper");
  }

  private static void connected() {
    grace.expect("call").hasAttribute("data-connected", "true");
    ada.expect("call").hasAttribute("data-connected", "true");
  }

  private static void enter(Window window, String who) {
    window.open("/");
    window.click(who);
    window.isOnline();
  }

  private static void fits(Window window) {
    Object over =
        window
            .page()
            .evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(over).as("pixels too wide").isEqualTo(0);
  }
}
