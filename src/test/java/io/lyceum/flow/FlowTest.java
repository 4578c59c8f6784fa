package io.lyceum.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens in one topic and follows in another, on the whole server. */
class FlowTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static FullNode node;
  private static RestClient teacher;
  private static TestSocket grace;
  private static TestSocket ada;

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    teacher = RestClient.stranger(node.port()).signedIn("teacher");
    grace = TestSocket.hello(node.port(), teacher.token());
    ada = TestSocket.hello(node.port(), RestClient.stranger(node.port()).signedIn("ada").token());
  }

  @AfterAll
  static void stop() {
    grace.close();
    ada.close();
    node.close();
    DATABASE.close();
  }

  @Test
  void a_quiz_opened_in_a_class_is_shown_there_and_ends_with_the_class() {
    String room = runningClass();
    String quiz = quiz(room);
    ada.subscribe("class:" + room);
    ack(grace.command("quiz:" + quiz, "quiz:open", Map.of()));
    JsonNode shown = ada.await(f -> isEvent(f, "quiz:opened", "class:" + room));
    assertThat(shown.at("/data/quiz").asText()).isEqualTo(quiz);
    ada.subscribe("quiz:" + quiz);
    ack(grace.command("class:" + room, "class:end", Map.of()));
    JsonNode closed = ada.await(f -> isEvent(f, "quiz:closed", "class:" + room));
    assertThat(closed.at("/data/quiz").asText()).isEqualTo(quiz);
    ada.await(f -> isEvent(f, "quiz:finished", "quiz:" + quiz));
  }

  @Test
  void a_class_that_forbids_chatting_forbids_it_in_its_chat() {
    String room = runningClass();
    String chat = "chat:class-" + room;
    ack(ada.command(chat, "message:send", Map.of("text", "before")));
    ack(grace.command("class:" + room, "rules:set", Map.of("chat", false)));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        ada.command(chat, "message:send", Map.of("text", "after"))
                            .path("code")
                            .asText())
                    .isEqualTo("forbidden"));
    ack(grace.command(chat, "message:send", Map.of("text", "The teacher may.")));
  }

  @Test
  void who_is_removed_from_a_class_is_cut_off_from_its_chat() {
    String room = runningClass();
    String chat = "chat:class-" + room;
    assertThat(ada.subscribe(chat).path("op").asText()).isEqualTo("subscribed");
    ack(grace.command("class:" + room, "member:remove", Map.of("user", "ada")));
    JsonNode cut =
        ada.await(f -> TestSocket.op(f).equals("error") && f.path("topic").asText().equals(chat));
    assertThat(cut.path("code").asText()).isEqualTo("forbidden");
    assertThat(ada.subscribe(chat).path("code").asText()).isEqualTo("forbidden");
  }

  @Test
  void a_finished_quiz_of_a_course_counts_into_progress_once() {
    String quiz = quiz(runningClass());
    String topic = "quiz:" + quiz;
    String progress = "progress:ada/computing";
    int before = ada.subscribe(progress).at("/snapshot/quizzes").size();
    ada.subscribe(topic);
    ack(grace.command(topic, "quiz:open", Map.of()));
    ack(grace.command(topic, "question:next", Map.of()));
    JsonNode opened = ada.await(f -> isEvent(f, "question:opened", topic));
    String question = opened.at("/data/question/id").asText();
    ack(ada.command(topic, "answer:submit", Map.of("question", question, "answer", true)));
    ack(grace.command(topic, "quiz:finish", Map.of()));
    JsonNode counted = ada.await(f -> isEvent(f, "quiz:counted", progress));
    assertThat(counted.at("/data/quiz").asText()).isEqualTo(quiz);
    assertThat(counted.at("/data/score").asInt()).isEqualTo(counted.at("/data/max").asInt());
    ada.await(f -> isEvent(f, "progress:updated", progress));
    assertThat(ada.subscribe(progress).at("/snapshot/quizzes")).hasSize(before + 1);
  }

  /** A running class with Ada in it. */
  private static String runningClass() {
    JsonNode room =
        teacher
            .call("post", "/v1/live-classes", Map.of("title", "Flow", "courseId", "computing"))
            .data();
    RestClient pupil = RestClient.stranger(node.port()).signedIn("ada");
    pupil.call("post", "/v1/live-classes/join", Map.of("code", room.path("code").asText()));
    String id = room.path("id").asText();
    ack(grace.command("class:" + id, "class:start", Map.of()));
    return id;
  }

  private static String quiz(String room) {
    Map<String, Object> question =
        Map.of("type", "boolean", "text", "Is it?", "solution", true, "seconds", 60, "points", 10);
    Map<String, Object> body =
        Map.of(
            "title",
            "Flow",
            "classId",
            room,
            "courseId",
            "computing",
            "scoring",
            "accuracy",
            "questions",
            List.of(question));
    return teacher.call("post", "/v1/quizzes", body).data().path("id").asText();
  }

  private static boolean isEvent(JsonNode frame, String type, String topic) {
    return TestSocket.op(frame).equals("event")
        && frame.path("type").asText().equals(type)
        && frame.path("topic").asText().equals(topic);
  }

  private static void ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
  }
}
