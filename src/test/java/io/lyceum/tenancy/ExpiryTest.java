package io.lyceum.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.quiz.QuizSettings;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import io.lyceum.topic.LiveKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is shown any more of what a school no longer keeps, and what goes on goes on. */
class ExpiryTest {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller PUPIL = new Caller(new UserId("ada"), "Ada", Role.STUDENT, SCHOOL);

  private static TestNode node;
  private static LiveKind.Resources resources;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(
            DATABASE,
            "",
            ChatTopic.kind(),
            ClassroomTopic.kind(),
            QuizTopic.kind(QuizSettings.DEFAULTS));
    Database database =
        new Database(DATABASE.dataSource(), Executors.newVirtualThreadPerTaskExecutor());
    resources = new LiveKind.Resources(node.topics(), database, _ -> Optional.empty());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void old_messages_are_shown_neither_live_nor_on_pages_and_new_ones_are() {
    String chat = "chat:old";
    tell(
        chat,
        "chat:create",
        Map.of("type", "group", "members", List.of(Map.of("user", "ada", "name", "Ada"))));
    sql("insert into chat (school, id, type) values ('demo', 'old', 'group')");
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      // More than the chat remembers: 2 to 231.
      for (int i = 2; i <= 231; i++) {
        tell(PUPIL, chat, "message:send", Map.of("text", "zq" + i));
      }
      ack(ada.command(chat, "message:react", Map.of("seq", 230, "emoji", "🐢")));
      sql(
          "insert into chat_reaction (school, chat, seq, emoji, person) values ('demo', 'old', 5, '🐢', 'ada')");
      sql(
          "update event_journal set write_timestamp = write_timestamp - 86400000::bigint * 40 where"
              + " persistence_id = 'demo|chat:old' and sequence_number <= 228");
      assertThat(expireAll(new ChatTopic())).isEqualTo(227);
      JsonNode shown = ada.subscribe(chat).at("/snapshot/messages");
      assertThat(texts(shown))
          .filteredOn(text -> !text.isEmpty())
          .containsExactly("zq229", "zq230", "zq231");
      ack(ada.command(chat, "message:send", Map.of("text", "zqnew")));
    }
    RestClient ada = new RestClient("127.0.0.1:" + node.port(), "ada");
    for (long before : List.of(100L, 229L)) {
      RestClient.Answer page =
          ada.call("get", "/v1/topics/" + chat + "/events?limit=50&before=" + before);
      assertThat(page.data()).hasSize(50);
      assertThat(page.response().body()).doesNotContain("zq");
      assertThat(page.data().path(7).at("/data/deleted").asBoolean()).isTrue();
    }
    assertThat(
            ada.call("get", "/v1/topics/" + chat + "/events?after=228&limit=3").response().body())
        .contains("zq229", "zq231");
    assertThat(count("select count(*) from chat_reaction where chat = 'old' and seq <= 228"))
        .isZero();
    assertThat(expireAll(new ChatTopic())).isZero();
  }

  @Test
  void an_old_class_lets_its_members_go_and_a_younger_one_does_not() {
    for (String lesson : List.of("gone", "young")) {
      tell(
          "class:" + lesson,
          "class:create",
          Map.of(
              "title",
              "zqtitle",
              "code",
              "C" + lesson,
              "teacher",
              Map.of("id", "teacher", "name", "Tea")));
      tell("class:" + lesson, "member:enroll", Map.of("user", "ada", "name", "Ada"));
      sql(
          "insert into live_class (school, id, title, code, teacher, teacher_name, created_at,"
              + " ended_at) values ('demo', '"
              + lesson
              + "', 'zqtitle', 'C', 'teacher', 'Tea', now(), now() - interval '"
              + (lesson.equals("gone") ? 31 : 29)
              + " d')");
      sql(
          "insert into class_member (school, class, person) values ('demo', '"
              + lesson
              + "', 'ada')");
      sql(
          "insert into join_code (school, code, topic) values ('demo', '"
              + lesson
              + "', 'class:"
              + lesson
              + "')");
    }
    assertThat(expireAll(new ClassroomTopic())).isEqualTo(1);
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (String topic : List.of("class:gone", "chat:class-gone")) {
        assertThat(ada.subscribe(topic).path("code").asText()).isEqualTo("forbidden");
      }
      for (String topic : List.of("class:young", "chat:class-young")) {
        assertThat(TestSocket.op(ada.subscribe(topic))).isEqualTo("subscribed");
      }
    }
    assertThat(list("select id || title from live_class order by id"))
        .containsExactly("gone", "youngzqtitle");
    assertThat(list("select class from class_member")).containsExactly("young");
    assertThat(list("select code from join_code")).containsExactly("young");
  }

  @Test
  void an_old_quiz_is_in_no_table_but_by_its_id() {
    for (int days : List.of(31, 29)) {
      sql(
          "insert into quiz (school, id, title, owner, code, status, created_at, question_count,"
              + " finished_at) values ('demo', 'q"
              + days
              + "', 'zqtitle', 'teacher', 'C', 'finished',"
              + " now(), 1, now() - interval '"
              + days
              + " d')");
      sql(
          "insert into quiz_participant (school, quiz, person) values ('demo', 'q"
              + days
              + "', 'ada')");
    }
    sql(
        "insert into quiz (school, id, title, owner, code, status, created_at, question_count)"
            + " values ('demo', 'open', 'zqtitle', 'teacher', 'C', 'open', now() - interval '99 d', 1)");
    assertThat(expireAll(new QuizTopic(QuizSettings.DEFAULTS))).isEqualTo(1);
    assertThat(list("select id || title from quiz order by id"))
        .containsExactly("openzqtitle", "q29zqtitle", "q31");
    assertThat(list("select quiz from quiz_participant")).containsExactly("q29");
  }

  private static int expireAll(LiveKind kind) {
    Instant monthAgo = Instant.now().minus(Duration.ofDays(30));
    int all = 0;
    for (Expiry expiry : kind.expiries(resources)) {
      int batch;
      do {
        batch = expiry.expire(SCHOOL, monthAgo);
        all += batch;
      } while (batch > 0);
    }
    return all;
  }

  private static void tell(String topic, String type, Map<String, ?> data) {
    tell(SERVER, topic, type, data);
  }

  private static void tell(Caller by, String topic, String type, Map<String, ?> data) {
    TopicId id = TopicId.parse(SCHOOL, topic).orElseThrow();
    node.topics()
        .tell(id, by, type, data)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private static List<String> texts(JsonNode messages) {
    return StreamSupport.stream(messages.spliterator(), false)
        .map(message -> message.path("text").asText())
        .toList();
  }

  private static void ack(JsonNode answer) {
    assertThat(TestSocket.op(answer)).as("%s", answer).isEqualTo("ack");
  }

  private static void sql(String statement) {
    DATABASE.jdbi().useHandle(handle -> handle.execute(statement));
  }

  private static List<String> list(String sql) {
    return DATABASE.jdbi().withHandle(handle -> handle.select(sql).mapTo(String.class).list());
  }

  private static long count(String sql) {
    return DATABASE.jdbi().withHandle(handle -> handle.select(sql).mapTo(Long.class).one());
  }
}
