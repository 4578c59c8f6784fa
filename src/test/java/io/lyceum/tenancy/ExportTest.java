package io.lyceum.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.Somebody;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An export has all of a person's data and nothing of another's. */
class ExportTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String GROWN_UP = "update person set birth_year = 1990 where id = 'ada'";

  private static FullNode node;
  private static RestClient ada;
  private static RestClient bob;
  private static RestClient teacher;
  private static String lesson;
  private static String quiz;

  @BeforeAll
  static void aLessonAndAQuiz() {
    node = FullNode.start(DATABASE);
    RestClient stranger = RestClient.stranger(node.port());
    ada = stranger.signedIn("ada");
    bob = stranger.signedIn("bob");
    teacher = stranger.signedIn("teacher");
    anotherSchool();
    try (TestSocket host = socket(teacher);
        TestSocket pupil = socket(ada);
        TestSocket other = socket(bob)) {
      lesson = lesson(host, pupil, other);
      quiz = quiz(host, pupil, other);
      pupil.subscribe("progress:ada/computing");
      done(pupil.command("progress:ada/computing", "lesson:complete", Map.of("lesson", "looms")));
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void anotherSchool() {
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("insert into school (id, name) values ('south', 'zqsouth')");
              handle.execute(
                  "insert into person (id, school, email, name, role, password_hash) values"
                      + " ('southerner', 'south', 'zqsouth@x.example', 'zqsouth', 'student', '-')");
              handle.execute("insert into chat (school, id, type) values ('south', 'x', 'group')");
              handle.execute(
                  "insert into chat_member (school, chat, person, name) values ('south', 'x',"
                      + " 'southerner', 'zqsouth'), ('south', 'x', 'ada', 'zqsouth')");
            });
  }

  private static String lesson(TestSocket host, TestSocket pupil, TestSocket other) {
    JsonNode made = teacher.call("post", "/v1/live-classes", Map.of("title", "zqlesson")).data();
    String topic = "class:" + made.path("id").asText();
    String chat = "chat:class-" + made.path("id").asText();
    for (RestClient who : List.of(ada, bob)) {
      who.call("post", "/v1/live-classes/join", Map.of("code", made.path("code").asText()));
    }
    for (TestSocket socket : List.of(host, pupil, other)) {
      socket.subscribe(topic);
      socket.subscribe(chat);
    }
    done(host.command(topic, "class:start", Map.of()));
    done(pupil.command(topic, "hand:raise", Map.of()));
    done(other.command(topic, "hand:raise", Map.of()));
    JsonNode bobs = done(other.command(chat, "message:send", Map.of("text", "zqbob was here")));
    Map<String, Object> file =
        Map.of("name", "zqfile.png", "url", "/v1/media/a", "type", "image/png", "size", 7);
    JsonNode adas =
        done(
            pupil.command(
                chat,
                "message:send",
                Map.of("text", "zqfirst words", "attachments", List.of(file))));
    done(
        pupil.command(
            chat, "message:edit", Map.of("seq", adas.path("seq"), "text", "zqsecond words")));
    done(pupil.command(chat, "message:react", Map.of("seq", bobs.path("seq"), "emoji", "🐢")));
    done(other.command(chat, "message:react", Map.of("seq", adas.path("seq"), "emoji", "🦊")));
    done(pupil.command(chat, "message:delete", Map.of("seq", adas.path("seq"))));
    done(host.command(topic, "class:end", Map.of()));
    return topic;
  }

  private static String quiz(TestSocket host, TestSocket pupil, TestSocket other) {
    Map<String, Object> question =
        Map.of(
            "type",
            "text",
            "text",
            "Who?",
            "solution",
            List.of("zqright"),
            "seconds",
            600,
            "points",
            5);
    Map<String, Object> body =
        Map.of("title", "zqquiz", "scoring", "accuracy", "questions", List.of(question));
    JsonNode made = teacher.call("post", "/v1/quizzes", body).data();
    String topic = "quiz:" + made.path("id").asText();
    for (RestClient who : List.of(ada, bob)) {
      who.call("post", "/v1/quizzes/join", Map.of("code", made.path("code").asText()));
    }
    for (TestSocket socket : List.of(host, pupil, other)) {
      socket.subscribe(topic);
    }
    done(host.command(topic, "quiz:open", Map.of()));
    done(host.command(topic, "question:next", Map.of()));
    String asked = made.at("/questions/0/id").asText();
    done(pupil.command(topic, "answer:submit", Map.of("question", asked, "answer", "zqright")));
    done(
        other.command(topic, "answer:submit", Map.of("question", asked, "answer", "zqbobs guess")));
    done(host.command(topic, "question:close", Map.of()));
    done(host.command(topic, "quiz:finish", Map.of()));
    return topic;
  }

  @Test
  void everything_of_the_person_is_there_and_nothing_of_another() {
    // As soon as the projections know who is where.
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ada.call("get", "/v1/users/me/export").response().body().contains(quiz));
    RestClient.Answer answer = ada.call("get", "/v1/users/me/export");
    JsonNode all = answer.data();
    assertThat(all.at("/account/profile/0/email").asText()).isEqualTo("ada@demo.example");
    assertThat(all.at("/account/signIns")).isNotEmpty();
    assertThat(all.at("/account/guardians/0/id").asText()).isEqualTo("parent");
    assertThat(all.at("/account/auditLog").findValuesAsText("action")).contains("account.exported");
    assertThat(types(all.at("/chat/said")))
        .contains("message:new", "message:edited", "message:reaction", "message:deleted");
    assertThat(all.at("/chat/said").findValuesAsText("text"))
        .contains("zqfirst words", "zqsecond words", "🐢");
    assertThat(all.at("/chat/said").toString()).contains("zqfile.png");
    JsonNode attended = with(all.at("/class/classes"), lesson);
    assertThat(attended.path("title").asText()).isEqualTo("zqlesson");
    assertThat(attended.at("/attendance/0/to").asText()).isNotEmpty();
    assertThat(types(attended.path("acts"))).contains("class.hand-raised", "class.member-joined");
    JsonNode answered = with(all.at("/quiz/quizzes"), quiz);
    assertThat(answered.at("/result/participants")).hasSize(1);
    assertThat(answered.at("/result/participants/0/answers/0/answer").asText())
        .isEqualTo("zqright");
    assertThat(answered.at("/result/participants/0/score").asInt()).isEqualTo(5);
    assertThat(
            with(all.at("/progress/courses"), "progress:ada/computing")
                .at("/progress/points")
                .asInt())
        .isPositive();
    assertThat(answer.response().body())
        .doesNotContain("zqbob", "zqsouth", "🦊", "Bob", "Grace", "Hopper", "argon2");
  }

  @Test
  void a_teacher_gets_what_they_made_and_no_answers_of_their_pupils() {
    RestClient.Answer answer = teacher.call("get", "/v1/users/me/export");
    assertThat(with(answer.data().at("/quiz/quizzes"), quiz).at("/plan/questions")).hasSize(1);
    assertThat(with(answer.data().at("/class/classes"), lesson).path("role").asText())
        .isEqualTo("teacher");
    assertThat(answer.response().body()).doesNotContain("zqbob", "zqfirst", "Bob Kahn");
  }

  @Test
  void it_is_for_the_person_their_parents_and_those_who_run_the_school() {
    RestClient parent = RestClient.stranger(node.port()).signedIn("parent");
    RestClient admin = RestClient.stranger(node.port()).signedIn("admin");
    RestClient head = Somebody.of(DATABASE).asks(node.port(), Role.SCHOOL_ADMIN);
    String token = Somebody.of(DATABASE).token("boss", Role.SCHOOL_ADMIN, new SchoolId("south"));
    RestClient boss = new RestClient("127.0.0.1:" + node.port(), token);
    assertThat(parent.call("get", "/v1/users/ada/export").data().path("id").asText())
        .isEqualTo("ada");
    assertThat(head.call("get", "/v1/users/ada/export").status()).isEqualTo(200);
    for (RestClient other : List.of(bob, teacher, admin)) {
      assertThat(other.call("get", "/v1/users/ada/export").status()).isEqualTo(403);
      assertThat(other.call("get", "/v1/users/nobody/export").status()).isEqualTo(403);
    }
    assertThat(parent.call("get", "/v1/users/bob/export").status()).isEqualTo(403);
    assertThat(head.call("get", "/v1/users/nobody/export").status()).isEqualTo(404);
    assertThat(boss.call("get", "/v1/users/ada/export").status()).isEqualTo(404);
    DATABASE.jdbi().useHandle(handle -> handle.execute(GROWN_UP));
    assertThat(parent.call("get", "/v1/users/ada/export").status()).isEqualTo(403);
  }

  @Test
  void a_long_life_is_written_page_by_page() {
    DATABASE
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into chat (school, id, type) values ('demo', 'zqlong', 'group')");
              handle.execute(
                  "insert into chat_member (school, chat, person, name) values ('demo', 'zqlong',"
                      + " 'eve', 'Eve')");
              handle.execute(
                  """
                  insert into event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                    event_payload)
                  select 'demo|chat:zqlong', n, 'test', 1, 'chat.message-posted/1', convert_to(
                    '{"by":"eve","at":"2026-01-01T00:00:00Z","event":{"seq":' || n || ',"author":{"id":"eve","name":"Eve"},'
                    || '"text":"zqpage ' || n || '","silent":false,"attachments":[],"at":"2026-01-01T00:00:00Z"}}', 'UTF8')
                  from generate_series(1, 1234) n
                  """);
            });
    RestClient eve = RestClient.stranger(node.port()).signedIn("eve");
    JsonNode said = eve.call("get", "/v1/users/me/export").data().at("/chat/said");
    assertThat(said.findValuesAsText("text"))
        .filteredOn(text -> text.startsWith("zqpage"))
        .hasSize(1234)
        .doesNotHaveDuplicates();
  }

  private static List<String> types(JsonNode list) {
    return list.findValuesAsText("type");
  }

  private static JsonNode with(JsonNode list, String topic) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(each -> each.path("topic").asText().equals(topic))
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " is missing in " + list));
  }

  private static JsonNode done(JsonNode answer) {
    assertThat(TestSocket.op(answer)).as("%s", answer).isEqualTo("ack");
    return answer;
  }

  private static TestSocket socket(RestClient who) {
    return TestSocket.hello(node.port(), who.token());
  }
}
