package io.lyceum.flow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A class on the whole server, told again to those who were in it; one story in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Map<String, RestClient> CLIENTS = new HashMap<>();
  private static FullNode node;
  private static RestClient teacher;
  private static TestSocket grace;
  private static TestSocket ada;
  private static TestSocket bob;
  private static String lesson;
  private static String quiz;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    teacher = as("teacher");
    grace = TestSocket.hello(node.port(), teacher.token());
    ada = TestSocket.hello(node.port(), as("ada").token());
    bob = TestSocket.hello(node.port(), as("bob").token());
    JsonNode made = teacher.call("post", "/v1/live-classes", Map.of("title", "Looms")).data();
    lesson = made.path("id").asText();
    for (String pupil : List.of("ada", "bob")) {
      as(pupil).call("post", "/v1/live-classes/join", Map.of("code", made.path("code").asText()));
    }
    Map<String, Object> question =
        Map.of("type", "boolean", "text", "Is it?", "solution", true, "seconds", 60, "points", 10);
    Map<String, Object> body =
        Map.of(
            "title",
            "Threads",
            "classId",
            lesson,
            "scoring",
            "accuracy",
            "questions",
            List.of(question));
    quiz = teacher.call("post", "/v1/quizzes", body).data().path("id").asText();
  }

  @AfterAll
  static void stop() {
    List.of(grace, ada, bob).forEach(TestSocket::close);
    node.close();
    DATABASE.close();
  }

  @Test
  @Order(1)
  void a_class_that_has_not_begun_has_nothing_to_tell() {
    assertThat(replay(teacher, "").body().at("/error/code").asText()).isEqualTo("conflict");
  }

  @Test
  @Order(2)
  void a_latecomer_is_told_the_class_from_its_beginning_while_it_runs() {
    ack(grace.command(chat(), "message:send", Map.of("text", "I am early")));
    ack(grace.command(classTopic(), "class:start", Map.of()));
    grace.subscribe(classTopic());
    ada.subscribe(classTopic());
    ack(ada.command(chat(), "message:send", Map.of("text", "Good morning")));
    ack(ada.command(classTopic(), "hand:raise", Map.of()));
    ack(grace.command("quiz:" + quiz, "quiz:open", Map.of()));
    ack(grace.command("quiz:" + quiz, "question:next", Map.of()));
    String asked = ask(ada, "quiz:" + quiz).at("/snapshot/question/id").asText();
    ack(ada.command("quiz:" + quiz, "answer:submit", Map.of("question", asked, "answer", true)));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(types(all(as("bob"), "from=0", 3)))
                    .contains(
                        "class:started",
                        "member:joined",
                        "message:new",
                        "hand:raised",
                        "quiz:opened",
                        "question:opened"));
    List<JsonNode> told = all(as("bob"), "from=0", 500);
    assertThat(text(told)).contains("I am early", "Good morning");
    JsonNode early = first(told, m -> at(m, "/event/data/text").equals("I am early"));
    assertThat(early.path("offset").asLong()).isZero();
  }

  @Test
  @Order(3)
  void what_was_not_for_somebody_is_not_told_to_them() {
    assertThat(types(all(teacher, "", 500))).contains("answer:counted");
    assertThat(types(all(as("ada"), "", 500))).doesNotContain("answer:counted");
    // In the lobby one is told that the class began, no more.
    ack(grace.command(classTopic(), "member:sendback", Map.of("user", "bob")));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(types(all(as("bob"), "", 500))).containsExactly("class:started"));
    assertThat(replay(as("eve"), "").status()).isEqualTo(403);
    assertThat(replay(RestClient.stranger(node.port()), "").status()).isEqualTo(401);
    ack(grace.command(classTopic(), "member:admit", Map.of("user", "bob")));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(text(all(as("bob"), "", 500))).contains("Good morning"));
  }

  @Test
  @Order(4)
  void pages_of_any_size_tell_the_same_and_so_does_every_second() {
    Awaitility.await().atMost(SOON).until(() -> length() > 2_000);
    ack(grace.command(chat(), "message:send", Map.of("text", "Two seconds later")));
    ack(grace.command(classTopic(), "hand:accept", Map.of("user", "ada")));
    List<JsonNode> whole = all(teacher, "", 500);
    assertThat(all(teacher, "", 1)).isEqualTo(whole);
    assertThat(all(teacher, "", 7)).isEqualTo(whole);
    for (int second : List.of(1, 2, 3, 100)) {
      List<JsonNode> later =
          whole.stream().filter(m -> m.path("offset").asLong() >= second * 1_000L).toList();
      assertThat(all(teacher, "from=" + second, 2)).as("second " + second).isEqualTo(later);
    }
    assertThat(text(all(teacher, "from=2", 500)))
        .contains("Two seconds later")
        .doesNotContain("Good morning");
  }

  @Test
  @Order(5)
  void who_has_read_on_is_given_what_came_since() {
    String after = replay(teacher, "").body().at("/meta/pagination/after").asText();
    assertThat(replay(teacher, "after=" + after).data().path("moments")).isEmpty();
    ack(bob.command(chat(), "message:send", Map.of("text", "Wait for me")));
    assertThat(text(all(teacher, "after=" + after, 500))).contains("Wait for me");
  }

  @Test
  @Order(6)
  void what_is_asked_wrongly_is_refused_with_its_field() {
    for (String query : List.of("from=-1", "from=x", "limit=0", "limit=501", "after=x")) {
      RestClient.Answer answer = replay(teacher, query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.body().at("/error/details/0/field").asText())
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
    assertThat(replay(teacher, "from=1&after=class:c=1.2").status()).isEqualTo(400);
    assertThat(teacher.call("get", "/v1/live-classes/none/replay").status()).isEqualTo(404);
    assertThat(teacher.call("get", "/v1/live-classes/%20/replay").status()).isEqualTo(404);
  }

  @Test
  @Order(7)
  void what_was_deleted_is_not_told_and_what_comes_after_the_class_neither() {
    long seq =
        ack(ada.command(chat(), "message:send", Map.of("text", "a slip"))).path("seq").asLong();
    ack(ada.command(chat(), "message:delete", Map.of("seq", seq)));
    ack(grace.command(classTopic(), "class:end", Map.of()));
    ack(grace.command(chat(), "message:send", Map.of("text", "Homework")));
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              List<JsonNode> told = all(teacher, "", 500);
              assertThat(types(told)).contains("class:ended", "quiz:finished");
              assertThat(text(told)).doesNotContain("a slip", "Homework");
              assertThat(told.getLast().path("offset").asLong()).isEqualTo(length());
            });
    assertThat(replay(teacher, "").data().has("endedAt")).isTrue();
  }

  @Test
  @Order(8)
  void what_an_erased_person_said_is_not_told() {
    assertThat(text(all(teacher, "", 500))).contains("Wait for me", "Bob Kahn");
    assertThat(as("admin").call("post", "/v1/users/bob/erasure", Map.of()).status()).isEqualTo(200);
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(text(all(teacher, "", 500)))
                    .doesNotContain("Wait for me", "Bob Kahn")
                    .contains("Good morning", "Ada Lovelace"));
  }

  private static long length() {
    return replay(teacher, "limit=1").data().path("length").asLong();
  }

  /** All moments, in pages of that size. */
  private static List<JsonNode> all(RestClient who, String query, int size) {
    List<JsonNode> moments = new ArrayList<>();
    JsonNode page = replay(who, query + "&limit=" + size).body();
    page.at("/data/moments").forEach(moments::add);
    while (page.at("/meta/pagination/more").asBoolean()) {
      String after = page.at("/meta/pagination/after").asText();
      page = replay(who, "limit=" + size + "&after=" + after).body();
      page.at("/data/moments").forEach(moments::add);
    }
    return moments;
  }

  private static RestClient.Answer replay(RestClient who, String query) {
    return who.call("get", "/v1/live-classes/" + lesson + "/replay?" + query);
  }

  private static List<String> types(List<JsonNode> moments) {
    return moments.stream().map(m -> at(m, "/event/type")).toList();
  }

  private static String text(List<JsonNode> moments) {
    return moments.toString();
  }

  private static JsonNode first(List<JsonNode> moments, Predicate<JsonNode> wanted) {
    return moments.stream().filter(wanted).findFirst().orElseThrow();
  }

  private static String at(JsonNode moment, String pointer) {
    return moment.at(pointer).asText();
  }

  private static JsonNode ask(TestSocket socket, String topic) {
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> socket.subscribe(topic), f -> TestSocket.op(f).equals("subscribed"));
  }

  private static RestClient as(String name) {
    return CLIENTS.computeIfAbsent(name, RestClient.stranger(node.port())::signedIn);
  }

  private static String classTopic() {
    return "class:" + lesson;
  }

  private static String chat() {
    return "chat:class-" + lesson;
  }

  private static JsonNode ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
    return answer;
  }
}
