package io.lyceum.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes late looks at what they missed, and who was there looks at it again. */
class ReplayBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String CLASS = "class:demo-class";
  private static final String CHAT = "chat:class-demo-class";

  /**
   * Goes to and fro on tapes of random classes, some moments of which come late; gives how often a
   * scene was not the one that a fresh tape of what had happened by then ends with.
   */
  private static final String TO_AND_FRO =
      """
      async () => {
        const { Tape } = await import("/replay/tape.js");
        const pick = (list) => list[Math.floor(Math.random() * list.length)];
        let wrong = 0;
        for (let run = 0; run < 60; run++) {
          const all = [];
          let offset = 0;
          for (let seq = 1; seq < Math.random() * 400; seq++) {
            offset += Math.floor(Math.random() * 900);
            const id = pick(["a", "b", "c"]);
            const event = pick([
              { topic: "class:c", type: pick(["hand:raised", "hand:lowered", "member:joined", "member:left"]), data: { user: id, name: id, role: "pupil" } },
              { topic: "chat:c", type: "message:new", data: { author: { id, name: id }, text: `t${seq}` } },
              { topic: "chat:c", type: "message:reacted", data: { seq: seq - 1, emoji: "x", user: id } },
            ]);
            all.push({ offset, event: { ...event, seq, at: "2026-01-05T12:00:00Z" } });
          }
          const tape = new Tape();
          const late = new Set(all.filter(() => Math.random() < 0.05));
          tape.add(all.filter((moment) => !late.has(moment)));
          tape.at(Math.random() * offset);
          tape.add([...late]);
          for (let i = 0; i < 20; i++) {
            const ms = Math.random() * offset * 1.1;
            const fresh = new Tape();
            fresh.add(all.filter((moment) => moment.offset <= ms));
            if (JSON.stringify(tape.at(ms)) !== JSON.stringify(fresh.at(Infinity))) wrong++;
          }
        }
        return wrong;
      }
      """;

  private static FullNode node;
  private static Chromium chromium;
  private static TestSocket grace;
  private static TestSocket ada;
  private static Window late;
  private static Window phone;

  @BeforeAll
  static void start() throws IOException {
    Chromium.assumeInstalled();
    Files.createDirectories(Window.SCREENSHOTS);
    node = FullNode.start(DATABASE);
    grace = TestSocket.hello(node.port(), as("teacher").token());
    ada = TestSocket.hello(node.port(), as("ada").token());
    chromium = Chromium.launch("http://127.0.0.1:" + node.port());
    late = chromium.window("replay-late", 1280, 800, ColorScheme.DARK);
    phone = chromium.window("replay-phone", 360, 740, ColorScheme.LIGHT);
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (node != null) {
      grace.close();
      ada.close();
      node.close();
    }
  }

  @AfterEach
  void keepWhatWasSeen() throws IOException {
    late.keepFrames();
    phone.keepFrames();
  }

  @Test
  void a_class_is_told_again_from_any_second_by_keyboard_too() {
    String quiz = theClassBegins();
    whoIsLateLooksAtTheBeginning();
    theyPlayOnUntilNow(quiz);
    whenItIsOverItIsFoundInTheList();
    for (Window window : List.of(late, phone)) {
      window.everyControlHasAName();
      window.fits();
      window.nothingWentWrong();
    }
  }

  @Test
  void to_seek_a_second_is_to_come_there_from_the_beginning() {
    late.open("/");
    assertThat(late.page().evaluate(TO_AND_FRO)).isEqualTo(0);
  }

  private static String theClassBegins() {
    ack(grace.command(CHAT, "message:send", Map.of("text", "Before the bell")));
    ack(grace.command(CLASS, "class:start", Map.of()));
    grace.subscribe(CLASS);
    ada.subscribe(CLASS);
    ack(ada.command(CHAT, "message:send", Map.of("text", "Good morning")));
    ack(ada.command(CLASS, "hand:raise", Map.of()));
    Map<String, Object> question =
        Map.of(
            "type",
            "single",
            "text",
            "What weaves?",
            "choices",
            List.of("A loom", "A lamp"),
            "solution",
            0,
            "seconds",
            60,
            "points",
            10);
    Map<String, Object> body =
        Map.of(
            "title",
            "Threads",
            "classId",
            "demo-class",
            "scoring",
            "accuracy",
            "questions",
            List.of(question));
    String quiz =
        "quiz:" + as("teacher").call("post", "/v1/quizzes", body).data().path("id").asText();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> length() > 6_000);
    ack(ada.command(CLASS, "hand:lower", Map.of()));
    ack(grace.command(quiz, "quiz:open", Map.of()));
    ack(grace.command(quiz, "question:next", Map.of()));
    ack(ada.command(CHAT, "message:send", Map.of("text", "Six seconds later")));
    return quiz;
  }

  private static void whoIsLateLooksAtTheBeginning() {
    late.open("/");
    late.signIn("bob@demo.example", "lyceum-demo");
    late.isOnline();
    late.click("class-card");
    late.click("class-replay");
    assertThat(late.page().locator("[data-testid=replay][data-whole=true]")).isVisible();
    late.expect("replay-message").containsText("Before the bell");
    assertThat(late.get("replay-message", "Six seconds later")).hasCount(0);
    late.tabTo("replay-position");
    late.press("End");
    assertThat(late.get("replay-message", "Six seconds later")).isVisible();
    late.expect("replay-quiz").containsText("What weaves?");
    late.press("Home");
    assertThat(late.get("replay-message", "Six seconds later")).hasCount(0);
    late.expect("replay-position").hasAttribute("aria-valuetext", Pattern.compile("0:00 of .*"));
    late.press("ArrowRight");
    late.expect("replay-position").hasAttribute("aria-valuetext", Pattern.compile("0:05 of .*"));
    assertThat(late.get("replay-message", "Good morning")).isVisible();
    assertThat(late.get("replay-person", "Ada Lovelace").getByTestId("replay-hand")).isVisible();
    late.shoot("30-replay");
  }

  private static void theyPlayOnUntilNow(String quiz) {
    late.press(" ");
    late.expect("replay-bar").hasAttribute("data-playing", "true");
    assertThat(late.get("replay-message", "Six seconds later")).isVisible();
    late.tabTo("replay-speed-16");
    late.press("Enter");
    late.expect("replay-speed-16").hasAttribute("aria-pressed", "true");
    ack(grace.command(quiz, "question:close", Map.of()));
    ack(grace.command(CHAT, "message:send", Map.of("text", "This is now")));
    assertThat(late.get("replay-message", "This is now")).isVisible();
    late.expect("replay-quiz").hasAttribute("data-status", "closed");
    late.shoot("31-replay");
  }

  private static void whenItIsOverItIsFoundInTheList() {
    ack(grace.command(CLASS, "class:end", Map.of()));
    phone.open("/");
    phone.signIn("ada@demo.example", "lyceum-demo");
    phone.isOnline();
    phone.expect("class-card-replay").isVisible();
    phone.fits();
    phone.shoot("30-home");
    phone.click("class-card-replay");
    assertThat(phone.page().locator("[data-testid=replay][data-whole=true]")).isVisible();
    phone.fits();
    phone.click("replay-speed-8");
    phone.click("replay-play");
    phone.expect("replay-bar").hasAttribute("data-playing", "true");
    phone.shoot("31-replay");
    phone.click("tab-chat");
    assertThat(phone.get("replay-message", "This is now")).isVisible();
    phone.shoot("32-replay");
    // At the end it stands still.
    phone.expect("replay-bar").hasAttribute("data-playing", "false");
  }

  private static long length() {
    return as("ada")
        .call("get", "/v1/live-classes/demo-class/replay?limit=1")
        .data()
        .path("length")
        .asLong();
  }

  private static RestClient as(String name) {
    return RestClient.stranger(node.port()).signedIn(name);
  }

  private static void ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
  }
}
