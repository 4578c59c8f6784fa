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
 * A teacher and her pupils live through a class in real browser windows while the server is killed
 * under them, twice. Grace has a mouse and a wide window, Ada a phone, Bob only a keyboard and a
 * dark room; Eve comes late.
 */
class LiveClassBrowserTest {
  @TempDir static Path data;

  private static ServerProcess server;
  private static Chromium chromium;
  private static Window grace;
  private static Window ada;
  private static Window bob;
  private static Window eve;

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
    eve = chromium.window("late", 1100, 800, ColorScheme.LIGHT);
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
    for (Window window : List.of(grace, ada, bob, eve)) {
      window.keepFrames();
    }
  }

  @Test
  void a_class_goes_on_where_it_was_after_the_server_died_in_mid_question() {
    ClassScenes lesson = new ClassScenes(grace, ada, bob);
    lesson.everyoneSignsIn();
    lesson.theClassStarts();
    lesson.theyChat();
    lesson.handsAreLoweredByTheirOwnersAndByTheTeacher();
    lesson.theTeacherHasTheSayInHerClass();
    QuizScenes quiz = new QuizScenes(server, grace, ada, bob, eve);
    quiz.aQuizIsWrittenAndOpened();
    quiz.theServerDiesInMidQuestionAndNothingIsLost();
    quiz.whoComesLateWaitsInTheLobby();
    quiz.everyoneSeesTheAnswersAndTheLeaderboard();
    quiz.theServerDiesWithItsDatabaseAndNothingIsLost();
    quiz.theQuizEnds();
    everyoneWasThereAllTheTime();
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
