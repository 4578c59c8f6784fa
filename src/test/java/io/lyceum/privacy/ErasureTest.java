package io.lyceum.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob is in topics of every kind, and then he is erased. */
class ErasureTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String NAME = "Bob Kahn";
  private static final String MAIL = "bob@demo.example";
  private static final String MESSAGE = "the xylophone of qwerty";
  private static final String FIRST_WORDS = "a zither then";
  private static final String EDITED = "no, a glockenspiel";
  private static final String FILE = "zq-diary.pdf";
  private static final String ANSWER = " Flibberti Gibbet ";
  private static final String FOLDED = "flibberti gibbet";
  private static final List<String> HIS =
      List.of(NAME, MAIL, MESSAGE, FIRST_WORDS, EDITED, FILE, ANSWER.strip(), FOLDED);

  @TempDir Path folder;

  private final TestDatabase database = TestDatabase.fresh();
  private final TableScan scan = new TableScan(database);
  private FullNode node;
  private RestClient teacher;
  private TestSocket grace;
  private TestSocket ada;
  private String chat = "";
  private String quiz = "";
  private String lesson = "";
  private String adasCommand = "";

  @BeforeEach
  void start() throws IOException {
    startNode();
  }

  @AfterEach
  void stop() {
    node.close();
    database.close();
  }

  /** Each commit takes a snapshot, so that there are some of every topic. */
  private void startNode() throws IOException {
    Path conf = folder.resolve("often.conf");
    Files.writeString(conf, "lyceum.topic { snapshot-every = 2, snapshot-gap = 1ms }");
    node = FullNode.start(database, Map.of("LYCEUM_CONFIG", conf.toString()));
    teacher = as("teacher");
    grace = TestSocket.hello(node.port(), teacher.token());
    ada = TestSocket.hello(node.port(), as("ada").token());
  }

  @Test
  void nothing_of_an_erased_person_can_be_read_anywhere_and_others_are_as_they_were()
      throws IOException {
    live();
    // What the journal and the snapshots hold is sealed while its people are there, too.
    Awaitility.await().atMost(SOON).until(() -> scan.find(List.of(EDITED)).contains("chat_change"));
    assertThat(scan.find(HIS))
        .contains("person", "chat_member", "course_progress")
        .doesNotContain("event_journal", "snapshot");
    assertThat(scan.find(List.of("Computing, first lesson"))).contains("event_journal", "snapshot");
    RestClient bob = as("bob");
    TestSocket bobsSocket = TestSocket.hello(node.port(), bob.token());

    assertThat(erase(as("admin"), "bob", Map.of()).status()).isEqualTo(200);

    assertThat(bobsSocket.await(f -> TestSocket.op(f).equals("bye")).path("code").asText())
        .isEqualTo("signed_out");
    Awaitility.await().atMost(SOON).until(() -> bob.call("get", "/v1/auth/me").status() == 401);
    Awaitility.await().atMost(SOON).untilAsserted(this::erasedIsShown);
    assertThat(scan.find(HIS)).isEmpty();
    assertThat(teacher.call("get", "/v1/users").response().body()).doesNotContain(NAME);
    assertThat(erase(as("admin"), "bob", Map.of()).status()).isEqualTo(404);

    // Made anew from journal and snapshots, everything is the same; the demo does not bring him
    // back.
    ada.close();
    grace.close();
    node.close();
    startNode();
    erasedIsShown();
    long seq = ack(ada.command(chat, "message:send", Map.of("text", "still here"))).asLong();
    assertThat(
            ack(ada.command(adasCommand, chat, "message:send", Map.of("text", "Hi Bob"))).asLong())
        .isLessThan(seq);
    assertThat(scan.find(HIS)).isEmpty();
    // Without snapshots as well.
    database.jdbi().useHandle(handle -> handle.execute("delete from snapshot"));
    node.close();
    startNode();
    erasedIsShown();
    String figures = RestClient.stranger(node.port()).call("get", "/metrics").response().body();
    assertThat(figures).containsPattern("lyceum_privacy_unseal_failures_total 0\\.0");
  }

  @Test
  void only_who_manages_the_account_or_its_owner_with_the_password_may_erase_it() {
    for (String other : List.of("teacher", "ada", "parent")) {
      assertThat(erase(as(other), "bob", Map.of()).status()).as(other).isEqualTo(403);
    }
    RestClient admin = as("admin");
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('south', 'South')");
              handle.execute(person("stranger", "south", Role.STUDENT));
              handle.execute(person("head", "demo", Role.SCHOOL_ADMIN));
            });
    assertThat(erase(admin, "stranger", Map.of()).status()).isEqualTo(404);
    assertThat(erase(admin, "nobody", Map.of()).status()).isEqualTo(404);
    assertThat(erase(admin, "head", Map.of()).status()).isEqualTo(403);
    RestClient bob = as("bob");
    assertThat(erase(bob, "bob", Map.of()).body().at("/error/details/0/field").asText())
        .isEqualTo("password");
    assertThat(erase(bob, "bob", Map.of("password", "wrong")).status()).isEqualTo(400);
    assertThat(erase(bob, "bob", Map.of("password", "lyceum-demo")).status()).isEqualTo(200);
    assertThat(audited()).containsExactly("bob bob own wish");
  }

  private List<String> audited() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select actor || ' ' || subject || ' ' || reason from audit_entry where"
                            + " action = 'account.erased'")
                    .mapTo(String.class)
                    .list());
  }

  private static String person(String id, String school, Role role) {
    return "insert into person (id, school, email, name, role, password_hash) values ('%s', '%s', '%s@x.example', '%s', '%s', '-')"
        .formatted(id, school, id, id, role.wire());
  }

  /** Bob writes, edits, sends a file, raises a hand and types an answer. */
  private void live() {
    TestSocket bob = TestSocket.hello(node.port(), as("bob").token());
    Map<String, Object> group =
        Map.of("type", "group", "name", "Music", "members", List.of("ada", "bob"));
    chat = "chat:" + teacher.call("post", "/v1/chats", group).data().path("id").asText();
    adasCommand = TestSocket.newId();
    ack(ada.command(adasCommand, chat, "message:send", Map.of("text", "Hi Bob")));
    Map<String, Object> file =
        Map.of("name", FILE, "url", "/v1/media/" + FILE, "type", "application/pdf", "size", 7);
    ack(bob.command(chat, "message:send", Map.of("text", MESSAGE, "attachments", List.of(file))));
    JsonNode seq = ack(bob.command(chat, "message:send", Map.of("text", FIRST_WORDS)));
    ack(bob.command(chat, "message:edit", Map.of("seq", seq.asLong(), "text", EDITED)));

    JsonNode room = teacher.call("post", "/v1/live-classes", Map.of("title", "Music")).data();
    lesson = "class:" + room.path("id").asText();
    as("bob").call("post", "/v1/live-classes/join", Map.of("code", room.path("code").asText()));
    as("ada").call("post", "/v1/live-classes/join", Map.of("code", room.path("code").asText()));
    ack(grace.command(lesson, "class:start", Map.of()));
    bob.subscribe(lesson);
    ack(bob.command(lesson, "hand:raise", Map.of()));

    typedAnswer(bob, room.path("id").asText());
    bob.close();
  }

  private void typedAnswer(TestSocket bob, String room) {
    Map<String, Object> question =
        Map.of(
            "type", "text", "text", "Who?", "solution", List.of("x"), "seconds", 60, "points", 9);
    Map<String, Object> body =
        Map.of(
            "title",
            "Music",
            "classId",
            room,
            "scoring",
            "accuracy",
            "questions",
            List.of(question));
    quiz = "quiz:" + teacher.call("post", "/v1/quizzes", body).data().path("id").asText();
    bob.subscribe(quiz);
    ada.subscribe(quiz);
    ack(grace.command(quiz, "quiz:open", Map.of()));
    ack(grace.command(quiz, "question:next", Map.of()));
    String id = bob.awaitEvent("question:opened").at("/data/question/id").asText();
    ack(bob.command(quiz, "answer:submit", Map.of("question", id, "answer", ANSWER)));
    ack(ada.command(quiz, "answer:submit", Map.of("question", id, "answer", "X")));
    ack(grace.command(quiz, "quiz:finish", Map.of()));
  }

  private void erasedIsShown() {
    List<JsonNode> shown = new ArrayList<>();
    JsonNode music = ada.subscribe(chat).path("snapshot");
    shown.add(music);
    assertThat(music.at("/messages/0/text").asText()).isEqualTo("Hi Bob");
    assertThat(music.at("/messages/0/author/name").asText()).isEqualTo("Ada Lovelace");
    for (int message : List.of(1, 2)) {
      assertThat(music.at("/messages/" + message + "/author/name").asText())
          .isEqualTo("Erased person");
      assertThat(music.at("/messages/" + message + "/deleted").asBoolean()).isTrue();
    }
    shown.add(grace.subscribe(lesson).path("snapshot"));
    shown.add(grace.subscribe(quiz).path("snapshot"));
    shown.add(grace.subscribe("progress:bob/computing").path("snapshot"));
    shown.add(as("ada").call("get", "/v1/topics/" + chat + "/events?limit=50").body());
    shown.add(as("ada").call("get", "/v1/topics/" + quiz + "/events?limit=50").body());
    shown.add(teacher.call("get", "/v1/quizzes/" + quiz.substring(5) + "/results").body());
    shown.add(ada.subscribe(chat, 0).path("snapshot"));
    for (JsonNode each : shown) {
      assertThat(each.toString()).doesNotContain(HIS.toArray(String[]::new));
    }
    assertThat(shown.get(1).toString()).contains("Erased person", "Ada Lovelace");
    assertThat(shown.get(6).toString()).contains("Erased person", "Ada Lovelace");
  }

  private static RestClient.Answer erase(RestClient who, String id, Map<String, String> body) {
    return who.call("post", "/v1/users/" + id + "/erasure", body);
  }

  private RestClient as(String name) {
    return RestClient.stranger(node.port()).signedIn(name);
  }

  private static JsonNode ack(JsonNode answer) {
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
    return answer.path("seq");
  }
}
