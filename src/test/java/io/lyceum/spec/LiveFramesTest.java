package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.FullNode;
import io.lyceum.core.Role;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.Somebody;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A teacher and a pupil live through a lesson; all that the whole server says is described. */
class LiveFramesTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static FullNode node;
  private static RestClient teacher;
  private static RestClient ada;
  private static TestSocket teacherSocket;
  private static TestSocket adaSocket;

  private final DescribedAnswers rest = new DescribedAnswers();

  @BeforeAll
  static void start() {
    node = FullNode.start(DATABASE);
    teacher = RestClient.stranger(node.port()).signedIn("teacher");
    ada = RestClient.stranger(node.port()).signedIn("ada");
    teacherSocket = TestSocket.hello(node.port(), teacher.token());
    adaSocket = TestSocket.hello(node.port(), ada.token());
  }

  @AfterAll
  static void stop() {
    teacherSocket.close();
    adaSocket.close();
    node.close();
  }

  @Test
  void a_lesson_is_lived_through_and_nothing_is_said_that_is_not_described() {
    accounts();
    new AccountLife(rest, RestClient.stranger(node.port()), DATABASE).live();
    lesson();
    quiz();
    chat();
    progress();
    call();
    schools();
    audit();
    mistakes();
    List<JsonNode> frames = new ArrayList<>(teacherSocket.frames());
    frames.addAll(adaSocket.frames());
    frames.forEach(DescribedFrames::check);
    assertThat(rest.seen()).isEqualTo(here(DescribedAnswers.all()));
    assertThat(frames.stream().map(TestSocket::op).distinct())
        .containsExactlyInAnyOrder(
            "welcome",
            "subscribed",
            "event",
            "latest",
            "signal",
            "presence",
            "ack",
            "error",
            "pong",
            "bye");
  }

  /** These need a provider of identities; the tests of {@code identity.external} have one. */
  private static Set<String> here(Set<String> all) {
    Set<String> here = new TreeSet<>(all);
    here.removeAll(Set.of("post /v1/auth/external", "post /v1/auth/external/session"));
    return here;
  }

  private void accounts() {
    RestClient stranger = RestClient.stranger(node.port());
    rest.ok(stranger, "get", "/v1/demo");
    JsonNode session =
        rest.ok(
            stranger,
            "post",
            "/v1/auth/login",
            Map.of("email", "bob@demo.example", "password", "lyceum-demo"));
    JsonNode next =
        rest.ok(
            stranger,
            "post",
            "/v1/auth/refresh",
            Map.of("refreshToken", session.path("refreshToken").asText()));
    rest.ok(
        stranger,
        "post",
        "/v1/auth/logout",
        Map.of("refreshToken", next.path("refreshToken").asText()));
    rest.ok(ada, "get", "/v1/auth/me");
    rest.ok(ada, "get", "/v1/users");
    rest.ok(stranger, "get", "/.well-known/jwks.json");
    rest.ok(stranger, "get", "/health/live");
    rest.ok(stranger, "get", "/health/ready");
    rest.ok(stranger, "get", "/.well-known/jwks.json");
    rest.ok(stranger, "get", "/v1/auth/external");
  }

  private void lesson() {
    Map<String, String> lesson = Map.of("title", "Physics", "courseId", "computing");
    JsonNode made = rest.ok(teacher, "post", "/v1/live-classes", lesson);
    String id = made.path("id").asText();
    rest.ok(ada, "post", "/v1/live-classes/join", Map.of("code", made.path("code").asText()));
    String topic = "class:" + id;
    String chat = "chat:class-" + id;
    for (TestSocket socket : List.of(teacherSocket, adaSocket)) {
      done(socket.subscribe(topic));
      done(socket.subscribe(chat));
    }
    done(teacherSocket.command(topic, "class:start", Map.of()));
    done(adaSocket.command(topic, "hand:raise", Map.of()));
    done(teacherSocket.command(topic, "rules:set", Map.of("hands", false)));
    String pupil = user(ada);
    done(teacherSocket.command(topic, "member:mute", Map.of("user", pupil, "muted", true)));
    done(teacherSocket.command(topic, "screen:permit", Map.of("user", pupil, "on", true)));
    done(adaSocket.command(topic, "screen:start", Map.of()));
    done(teacherSocket.command(topic, "screen:stop", Map.of("user", pupil)));
    rooms(topic, pupil);
    done(teacherSocket.command(topic, "member:sendback", Map.of("user", pupil)));
    done(teacherSocket.command(topic, "member:admit", Map.of("user", pupil)));
    done(teacherSocket.command(topic, "member:sendback", Map.of("user", pupil)));
    done(teacherSocket.command(topic, "lobby:admit", Map.of()));
    JsonNode said = done(adaSocket.command(chat, "message:send", Map.of("text", "Good morning")));
    long seq = said.path("seq").asLong();
    done(teacherSocket.command(chat, "message:react", Map.of("seq", seq, "emoji", "👍")));
    adaSocket.send(Map.of("op", "signal", "topic", chat, "type", "typing:start", "data", Map.of()));
    teacherSocket.await(frame -> TestSocket.op(frame).equals("signal"));
    teacherSocket.await(frame -> TestSocket.op(frame).equals("presence"));
    rest.ok(teacher, "get", "/v1/live-classes/{id}/attendance", id);
    rest.ok(ada, "get", "/v1/live-classes/{id}/replay", id);
    rest.ok(ada, "get", "/v1/live-classes/{id}/recording", id);
    rest.ok(teacher, "put", "/v1/live-classes/{id}/recording", id, Map.of("on", false));
    rest.ok(teacher, "get", "/v1/live-classes");
    rest.ok(ada, "get", "/v1/live-classes");
    done(teacherSocket.subscribe(topic, 0));
    done(teacherSocket.command(topic, "member:sendback", Map.of("user", pupil)));
    done(teacherSocket.command(topic, "member:deny", Map.of("user", pupil)));
    adaSocket.awaitEvent("member:denied");
    done(teacherSocket.command(topic, "class:end", Map.of()));
    adaSocket.send(Map.of("op", "unsubscribe", "id", "u1", "topic", topic));
    adaSocket.await(frame -> frame.path("id").asText().equals("u1"));
  }

  private void rooms(String topic, String pupil) {
    List<Map<String, Object>> seats = List.of(Map.of("user", pupil, "room", 1));
    Map<String, Object> split =
        Map.of("rooms", 2, "seconds", 600, "seats", seats, "others", "deal");
    done(teacherSocket.command(topic, "breakout:open", split));
    String room = adaSocket.awaitEvent("breakout:opened").at("/data/rooms/0/id").asText();
    done(adaSocket.command(topic, "help:ask", Map.of()));
    done(teacherSocket.command(topic, "breakout:announce", Map.of("text", "Hurry")));
    done(teacherSocket.subscribe(topic));
    done(adaSocket.subscribe(topic));
    Awaitility.await()
        .until(() -> TestSocket.op(adaSocket.subscribe("class:" + room)).equals("subscribed"));
    done(teacherSocket.subscribe("class:" + room));
    done(teacherSocket.command(topic, "help:answer", Map.of("room", 1)));
    done(teacherSocket.command(topic, "breakout:seat", Map.of("user", pupil, "room", 2)));
    done(teacherSocket.command(topic, "breakout:seat", Map.of("user", pupil)));
    done(teacherSocket.command(topic, "breakout:close", Map.of()));
    adaSocket.awaitEvent("breakout:closed");
  }

  private void schools() {
    RestClient admin = RestClient.stranger(node.port()).signedIn("admin");
    RestClient parent = RestClient.stranger(node.port()).signedIn("parent");
    String link = "/v1/users/{id}/guardians/{parent}";
    rest.okAt(admin, "delete", link, List.of("bob", "parent"));
    rest.okAt(admin, "put", link, List.of("bob", "parent"));
    rest.ok(admin, "get", "/v1/users/{id}/guardians", "bob");
    rest.ok(parent, "get", "/v1/users/me/children");
    rest.ok(parent, "get", "/v1/users/{id}/progress", "ada");
    rest.ok(ada, "get", "/v1/users/{id}/export", "me");
    Map<String, Object> consent = Map.of("given", true, "textVersion", 1);
    rest.ok(parent, "put", "/v1/users/{id}/consent", "ada", consent);
    rest.ok(ada, "get", "/v1/users/{id}/consent", "ada");
    rest.ok(admin, "get", "/v1/school");
    rest.ok(admin, "patch", "/v1/school", Map.of("registration", "invitation"));
    Map<String, String> north =
        Map.of(
            "id",
            "north",
            "name",
            "North School",
            "administratorName",
            "Ann",
            "administratorEmail",
            "ann@north.example");
    rest.ok(
        Somebody.of(DATABASE).asks(node.port(), Role.SUPER_ADMIN), "post", "/v1/schools", north);
  }

  private void audit() {
    RestClient admin = RestClient.stranger(node.port()).signedIn("admin");
    rest.ok(admin, "get", "/v1/audit");
    assertThat(rest.ok(admin, "get", "/v1/audit/chain").path("whole").asBoolean()).isTrue();
  }

  private void quiz() {
    JsonNode made = rest.ok(teacher, "post", "/v1/quizzes", QuizOfEveryType.body());
    String id = made.path("id").asText();
    rest.ok(ada, "post", "/v1/quizzes/join", Map.of("code", made.path("code").asText()));
    String topic = "quiz:" + id;
    done(teacherSocket.subscribe(topic));
    done(adaSocket.subscribe(topic));
    done(teacherSocket.command(topic, "quiz:open", Map.of()));
    List<Object> answers = List.of(0, List.of(0, 1), true, 3.14, "Curie");
    for (int i = 0; i < answers.size(); i++) {
      done(teacherSocket.command(topic, "question:next", Map.of()));
      String question = made.path("questions").get(i).path("id").asText();
      Map<String, Object> answer = Map.of("question", question, "answer", answers.get(i));
      done(adaSocket.command(topic, "answer:submit", answer));
      done(teacherSocket.command(topic, "question:close", Map.of()));
      rest.ok(teacher, "get", "/v1/quizzes/{id}/results", id);
      done(adaSocket.subscribe(topic));
      done(teacherSocket.subscribe(topic));
    }
    done(teacherSocket.command(topic, "quiz:finish", Map.of()));
    rest.ok(ada, "get", "/v1/quizzes/{id}/results", id);
    rest.ok(teacher, "get", "/v1/quizzes");
  }

  private void chat() {
    Map<String, Object> group = Map.of("type", "private", "members", List.of(user(ada)));
    String id = rest.ok(teacher, "post", "/v1/chats", group).path("id").asText();
    String topic = "chat:" + id;
    rest.ok(ada, "get", "/v1/chats");
    Map<String, Object> command =
        Map.of("id", TestSocket.newId(), "type", "message:send", "data", Map.of("text", "Hello"));
    rest.ok(ada, "post", "/v1/topics/{id}/commands", topic, command);
    done(teacherSocket.subscribe(topic));
    done(teacherSocket.command(topic, "message:edit", Map.of("seq", 2, "text", "No")), "forbidden");
    Map<String, Object> rich =
        Map.of(
            "text",
            "Look",
            "replyTo",
            2,
            "silent",
            true,
            "attachments",
            List.of(
                Map.of("name", "a.png", "url", "/v1/media/a.png", "type", "image/png", "size", 7)));
    long seq = done(teacherSocket.command(topic, "message:send", rich)).path("seq").asLong();
    done(teacherSocket.command(topic, "message:edit", Map.of("seq", seq, "text", "Look here")));
    done(teacherSocket.command(topic, "message:read", Map.of("seq", seq)));
    done(teacherSocket.command(topic, "message:react", Map.of("seq", seq, "emoji", "👍")));
    done(adaSocket.subscribe(topic));
    done(teacherSocket.command(topic, "message:delete", Map.of("seq", seq)));
    rest.ok(ada, "get", "/v1/topics/{id}/events", topic);
  }

  private void call() {
    Map<String, Object> to = Map.of("to", List.of(user(ada)), "media", "audio");
    done(adaSocket.subscribe("inbox:" + user(ada)));
    String topic = "call:" + rest.ok(teacher, "post", "/v1/calls", to).path("id").asText();
    done(teacherSocket.subscribe(topic));
    adaSocket.awaitEvent("call:incoming");
    rest.ok(ada, "get", "/v1/ice-servers?call=" + topic.substring(5));
    done(adaSocket.subscribe("inbox:" + user(ada)));
    done(adaSocket.command(topic, "call:answer", Map.of()));
    done(adaSocket.subscribe(topic));
    Map<String, Object> offer =
        Map.of(
            "to",
            user(ada),
            "epoch",
            1,
            "peer",
            1,
            "description",
            Map.of("type", "offer", "sdp", "v=0"));
    teacherSocket.send(
        Map.of("op", "signal", "topic", topic, "type", "call:signal", "data", offer));
    adaSocket.await(frame -> frame.path("type").asText().equals("call:signal"));
    done(adaSocket.command(topic, "call:end", Map.of()));
    adaSocket.awaitEvent("call:settled");
    done(teacherSocket.subscribe(topic));
    rest.ok(ada, "get", "/v1/calls");
    String another = "call:" + TestSocket.newId();
    done(teacherSocket.command(another, "call:initiate", to));
    done(teacherSocket.command(another, "call:initiate", Map.of()), "invalid");
    done(teacherSocket.command(another, "call:end", Map.of()));
  }

  private void progress() {
    rest.ok(ada, "get", "/v1/courses");
    rest.ok(teacher, "get", "/v1/courses/{id}/progress", "computing");
    String topic =
        rest.ok(ada, "get", "/v1/courses/{id}/progress", "computing").get(0).path("topic").asText();
    done(adaSocket.subscribe(topic));
    done(teacherSocket.subscribe(topic));
    Map<String, Object> watched = Map.of("lesson", "looms", "position", 12.5);
    done(adaSocket.command(topic, "lesson:watch", watched));
    teacherSocket.await(frame -> TestSocket.op(frame).equals("latest"));
    done(adaSocket.command(topic, "lesson:complete", Map.of("lesson", "looms")));
    done(teacherSocket.subscribe(topic));
  }

  private void mistakes() {
    done(adaSocket.subscribe("nonsense:1"), "not_found");
    done(adaSocket.command("class:demo-class", "member:mute", Map.of()), "invalid");
    adaSocket.send(Map.of("op", "ping", "t", 17));
    adaSocket.await(frame -> TestSocket.op(frame).equals("pong"));
    adaSocket.sendText("nonsense");
    adaSocket.await(frame -> frame.path("code").asText().equals("bad_frame"));
    adaSocket.sendText(" ".repeat(70_000));
    adaSocket.await(frame -> TestSocket.op(frame).equals("bye"));
  }

  private static JsonNode done(JsonNode answer) {
    assertThat(TestSocket.op(answer)).as("%s", answer).isIn("ack", "subscribed");
    return answer;
  }

  private static void done(JsonNode answer, String refusal) {
    assertThat(answer.path("code").asText()).as("%s", answer).isEqualTo(refusal);
  }

  private static String user(RestClient who) {
    return who.call("get", "/v1/auth/me").data().path("id").asText();
  }
}
