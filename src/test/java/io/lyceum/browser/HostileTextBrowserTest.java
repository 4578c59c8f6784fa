package io.lyceum.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import io.lyceum.FullNode;
import io.lyceum.abuse.Corpus;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Markup in every text that one person writes and another sees: it is shown, and does nothing. */
class HostileTextBrowserTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String NAME = "Ada <img src=x onerror=hit() id=hit>";
  private static final String TITLE = "<script>hit()</script><b id=hit>Looms";

  private static FullNode node;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    Chromium.assumeInstalled();
    node = FullNode.start(DATABASE);
    DATABASE
        .jdbi()
        .useHandle(handle -> handle.execute("update person set name = ? where id = 'ada'", NAME));
    chromium = Chromium.launch("http://127.0.0.1:" + node.port());
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
  void markup_is_shown_as_it_was_written() {
    RestClient teacher = RestClient.stranger(node.port()).signedIn("teacher");
    RestClient ada = RestClient.stranger(node.port()).signedIn("ada");
    JsonNode created = made(teacher.call("post", "/v1/live-classes", Map.of("title", TITLE)));
    String id = created.path("id").asText();
    made(ada.call("post", "/v1/live-classes/join", Map.of("code", created.path("code").asText())));
    made(teacher.call("post", "/v1/chats", group()));
    String quiz = made(teacher.call("post", "/v1/quizzes", quiz(id))).path("id").asText();
    String lesson = "class:" + id;
    String chat = "chat:class-" + id;
    Window window = chromium.window("hostile", 1400, 900, ColorScheme.LIGHT);
    window.page().exposeFunction("hit", _ -> hit());
    window.page().onDialog(_ -> hit());
    try (TestSocket hers = TestSocket.hello(node.port(), teacher.token());
        TestSocket adas = TestSocket.hello(node.port(), ada.token())) {
      hers.subscribe(lesson);
      acked(hers.command(lesson, "class:start", Map.of()));
      adas.subscribe(lesson);
      adas.subscribe(chat);
      for (String markup : Corpus.MARKUP) {
        acked(adas.command(chat, "message:send", Map.of("text", markup)));
      }
      acked(adas.command(lesson, "hand:raise", Map.of()));
      window.open("/");
      window.click("demo-grace");
      window.isOnline();
      window.get("class-card", "Looms").waitFor();
      showsNothingButText(window);
      window.get("class-card", "Looms").click();
      window.get("message-text", Corpus.MARKUP.getFirst()).first().waitFor();
      for (String markup : Corpus.MARKUP) {
        assertThat(window.get("message-text").allTextContents()).contains(markup);
      }
      assertThat(window.get("members").textContent()).contains(NAME);
      showsNothingButText(window);
      hers.subscribe("quiz:" + quiz);
      acked(hers.command("quiz:" + quiz, "quiz:open", Map.of()));
      acked(hers.command("quiz:" + quiz, "question:next", Map.of()));
      window.expect("question").containsText(Corpus.MARKUP.getFirst());
      showsNothingButText(window);
      acked(hers.command("quiz:" + quiz, "question:close", Map.of()));
      window.expect("quiz").containsText(Corpus.MARKUP.get(1));
      showsNothingButText(window);
      window.shoot("12-hostile");
    }
    assertThat(hits).isZero();
    window.nothingWentWrong();
  }

  private static int hits;

  private static Object hit() {
    hits++;
    return "";
  }

  private static void showsNothingButText(Window window) {
    Object found =
        window
            .page()
            .evaluate(
                "document.querySelectorAll('#hit, [onerror], [onload], iframe, base, body script,"
                    + " a[href^=javascript]').length");
    assertThat(found).isEqualTo(0);
  }

  private static Map<String, Object> group() {
    return Map.of("name", Corpus.MARKUP.get(1), "type", "group", "members", List.of("ada"));
  }

  private static Map<String, Object> quiz(String lesson) {
    List<String> choices = Corpus.MARKUP.subList(0, 6);
    return Map.of(
        "title",
        TITLE,
        "classId",
        lesson,
        "scoring",
        "accuracy",
        "questions",
        List.of(
            Map.of(
                "type",
                "single",
                "text",
                Corpus.MARKUP.getFirst(),
                "choices",
                choices,
                "solution",
                1,
                "seconds",
                60,
                "points",
                10)));
  }

  private static JsonNode made(RestClient.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.data();
  }

  private static void acked(JsonNode answer) {
    assertThat(TestSocket.op(answer)).as(answer.toString()).isEqualTo("ack");
  }
}
