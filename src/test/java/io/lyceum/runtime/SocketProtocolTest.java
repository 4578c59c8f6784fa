package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every frame and error of the protocol, over real sockets on a real journal. */
class SocketProtocolTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(database, "", Board.kind());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void a_note_is_acknowledged_and_shown_to_all_who_follow() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      JsonNode subscribed = bob.subscribe("board:first");
      assertThat(subscribed.path("op").asText()).isEqualTo("subscribed");
      assertThat(subscribed.path("recovered").asBoolean()).isFalse();
      assertThat(subscribed.path("snapshot").path("notes").asInt()).isZero();
      JsonNode ack = ada.command("board:first", "note:put", Map.of("text", "hello"));
      assertThat(ack.path("op").asText()).isEqualTo("ack");
      JsonNode event = bob.awaitEvent("note:new");
      assertThat(event.path("seq").asLong()).isEqualTo(ack.path("seq").asLong());
      assertThat(event.path("prev").asLong()).isEqualTo(subscribed.path("seq").asLong());
      assertThat(event.path("by").asText()).isEqualTo("ada");
      assertThat(event.path("data").path("text").asText()).isEqualTo("hello");
    }
  }

  @Test
  void the_same_id_again_gets_the_same_answer_and_makes_no_second_event() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      String id = TestSocket.newId();
      JsonNode first = ada.command(id, "board:twice", "note:put", Map.of("text", "once"));
      JsonNode again = ada.command(id, "board:twice", "note:put", Map.of("text", "once"));
      assertThat(again).isEqualTo(first);
      assertThat(ada.subscribe("board:twice").path("snapshot").path("notes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void who_resumes_gets_exactly_what_was_missed() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (int i = 0; i < 5; i++) {
        ada.command("board:resume", "note:put", Map.of("text", "n" + i));
      }
      JsonNode subscribed = ada.subscribe("board:resume", 2);
      assertThat(subscribed.path("recovered").asBoolean()).isTrue();
      assertThat(subscribed.path("seq").asLong()).isEqualTo(2);
      assertThat(subscribed.has("snapshot")).isFalse();
      ada.await(f -> f.path("seq").asLong() == 5 && f.path("op").asText().equals("event"));
      List<JsonNode> events = ada.events("board:resume");
      assertThat(events).extracting(e -> e.path("seq").asLong()).containsExactly(3L, 4L, 5L);
      assertThat(events).extracting(e -> e.path("prev").asLong()).containsExactly(2L, 3L, 4L);
    }
  }

  @Test
  void welcome_says_who_one_is_and_what_one_may() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher")) {
      JsonNode welcome = teacher.await(f -> TestSocket.op(f).equals("welcome"));
      assertThat(welcome.path("session").asText()).isNotEmpty();
      assertThat(welcome.path("user").toString())
          .isEqualTo(
              "{\"id\":\"teacher\",\"name\":\"teacher\",\"role\":\"teacher\",\"school\":\"demo\"}");
      assertThat(Instant.parse(welcome.path("time").asText()))
          .isBetween(Instant.now().minusSeconds(5), Instant.now());
      assertThat(welcome.path("heartbeat").asInt()).isEqualTo(25);
      assertThat(welcome.path("limits").path("frameBytes").asInt()).isEqualTo(65536);
      assertThat(welcome.path("limits").path("inflight").asInt()).isEqualTo(32);
      assertThat(welcome.path("limits").path("topics").asInt()).isEqualTo(64);
      assertThat(welcome.path("limits").path("commandsPerSecond").asInt()).isEqualTo(50);
    }
    try (TestSocket phone = TestSocket.open(node.port())) {
      phone.send(Map.of("op", "hello", "token", "ada", "client", "mobile/1.0"));
      JsonNode welcome = phone.await(f -> TestSocket.op(f).equals("welcome"));
      assertThat(welcome.path("heartbeat").asInt()).isEqualTo(55);
    }
  }

  @Test
  void hello_resumes_topics() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.command("board:hello", "note:put", Map.of("text", "one"));
      ada.command("board:hello", "note:put", Map.of("text", "two"));
    }
    try (TestSocket ada = TestSocket.open(node.port())) {
      ada.send(Map.of("op", "hello", "token", "ada", "resume", Map.of("board:hello", 1)));
      JsonNode subscribed = ada.await(f -> TestSocket.op(f).equals("subscribed"));
      assertThat(subscribed.path("topic").asText()).isEqualTo("board:hello");
      assertThat(subscribed.path("recovered").asBoolean()).isTrue();
      assertThat(ada.awaitEvent("note:new").path("data").path("text").asText()).isEqualTo("two");
    }
  }

  @Test
  void before_hello_nothing_but_a_ping_is_answered() {
    try (TestSocket nobody = TestSocket.open(node.port())) {
      nobody.sendText("{\"op\":\"ping\",\"t\":1}");
      nobody.await(f -> TestSocket.op(f).equals("pong"));
      nobody.send(Map.of("op", "subscribe", "id", "1", "topic", "board:none"));
      assertThat(error(nobody)).isEqualTo("unauthenticated");
    }
  }

  @Test
  void a_wrong_token_ends_the_socket_for_good() {
    try (TestSocket nobody = TestSocket.open(node.port())) {
      nobody.send(Map.of("op", "hello", "token", "wrong"));
      assertThat(error(nobody)).isEqualTo("unauthenticated");
      JsonNode bye = nobody.await(f -> TestSocket.op(f).equals("bye"));
      assertThat(bye.path("code").asText()).isEqualTo("unauthenticated");
      assertThat(bye.has("reconnectAfterMs")).isFalse();
      assertThat(nobody.awaitClose()).isEqualTo(1000);
    }
  }

  @Test
  void a_second_hello_is_refused_and_harmless() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.send(Map.of("op", "hello", "token", "teacher"));
      assertThat(error(ada)).isEqualTo("conflict");
      assertThat(ada.subscribe("board:still").path("role").asText()).isEqualTo("pupil");
    }
  }

  @Test
  void ping_brings_back_its_own_time_and_the_servers() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.sendText("{\"op\":\"ping\",\"t\":1700000000123}");
      JsonNode pong = ada.await(f -> TestSocket.op(f).equals("pong"));
      assertThat(pong.path("t").asLong()).isEqualTo(1700000000123L);
      assertThat(Instant.parse(pong.path("time").asText())).isAfter(Instant.now().minusSeconds(5));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "not json|bad_frame",
        "[1,2]|bad_frame",
        "{\"op\":5}|bad_frame",
        "{\"op\":\"ping\"}{\"op\":\"ping\"}|bad_frame",
        "{\"op\":\"dance\"}|unknown_type",
        "{\"op\":\"subscribe\",\"topic\":\"board:x\"}|invalid",
        "{\"op\":\"subscribe\",\"id\":\"1\",\"topic\":\"board:x\",\"after\":-1}|invalid",
        "{\"op\":\"subscribe\",\"id\":\"1\",\"topic\":\"nosuch:x\"}|not_found",
        "{\"op\":\"subscribe\",\"id\":\"1\",\"topic\":\"board:../x\"}|not_found",
        "{\"op\":\"command\",\"id\":\"1\",\"topic\":\"board:x\",\"type\":\"note:put\"}|invalid",
        "{\"op\":\"signal\",\"topic\":\"board:x\",\"type\":\"pen:burnt\"}|unknown_type",
        "{\"op\":\"signal\",\"topic\":\"board:x\",\"type\":\"pen:moved\",\"data\":{\"x\":-1}}|invalid",
        "{\"op\":\"signal\",\"topic\":\"board:x\",\"type\":\"pen:moved\",\"data\":[]}|invalid",
      })
  void what_cannot_be_understood_is_an_error_and_no_end(String frame, String code) {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.sendText(frame);
      assertThat(error(ada)).isEqualTo(code);
      ada.sendText("{\"op\":\"ping\",\"t\":1}");
      ada.await(f -> TestSocket.op(f).equals("pong"));
    }
  }

  @Test
  void wrong_fields_are_named() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      JsonNode error = ada.command("board:x", "note:put", Map.of("txt", "a"));
      assertThat(error.path("code").asText()).isEqualTo("invalid");
      assertThat(error.path("details").findValuesAsText("field"))
          .containsExactlyInAnyOrder("text", "txt");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "note:sing, unknown_type",
    "board:close-at, unknown_type",
  })
  void a_command_the_topic_does_not_have_for_clients_is_unknown(String type, String code) {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      JsonNode error = ada.command("board:x", type, Map.of("at", "2020-01-01T00:00:00Z"));
      assertThat(error.path("code").asText()).isEqualTo(code);
    }
  }

  @Test
  void who_may_not_is_forbidden_and_what_contradicts_is_a_conflict() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket teacher = TestSocket.hello(node.port(), "teacher")) {
      teacher.command("board:rules", "board:ban", Map.of("user", "ada"));
      JsonNode forbidden = ada.command("board:rules", "note:put", Map.of("text", "a"));
      assertThat(forbidden.path("code").asText()).isEqualTo("forbidden");
      assertThat(ada.subscribe("board:rules").path("code").asText()).isEqualTo("forbidden");
      ada.send(signal("board:rules", "pen:moved", Map.of("x", 1)));
      ada.await(f -> f.path("code").asText().equals("forbidden") && !f.has("id"));
      teacher.subscribe("board:over");
      closeAt("board:over", Instant.now().minusSeconds(1));
      teacher.awaitEvent("board:closed");
      JsonNode conflict = teacher.command("board:over", "note:put", Map.of("text", "a"));
      assertThat(conflict.path("code").asText()).isEqualTo("conflict");
      assertThat(teacher.command("nosuch:x", "a", Map.of()).path("code").asText())
          .isEqualTo("not_found");
    }
  }

  @Test
  void each_refused_signal_names_its_own_topic() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (int i = 0; i < 10; i++) {
        ada.send(signal("board:signal-" + i, "pen:burnt", Map.of()));
      }
      for (int i = 0; i < 10; i++) {
        String topic = "board:signal-" + i;
        ada.await(f -> f.path("topic").asText().equals(topic));
      }
    }
  }

  @Test
  void a_signal_reaches_the_others_or_the_one_it_names_and_never_its_sender() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob");
        TestSocket bobsPhone = TestSocket.hello(node.port(), "bob")) {
      for (TestSocket socket : List.of(ada, bob, bobsPhone)) {
        socket.subscribe("board:signals");
      }
      String phone =
          bobsPhone.await(f -> TestSocket.op(f).equals("welcome")).path("session").asText();
      ada.send(signal("board:signals", "pen:moved", Map.of("x", 1)));
      ada.send(signalTo("board:signals", "bob", 2));
      ada.send(signalTo("board:signals", phone, 3));
      ada.send(signalTo("board:signals", "ada", 4));
      ada.command("board:signals", "note:put", Map.of("text", "end"));
      for (TestSocket socket : List.of(ada, bob, bobsPhone)) {
        socket.awaitEvent("note:new");
      }
      assertThat(xs(ada)).isEmpty();
      assertThat(xs(bob)).containsExactly(1, 2);
      assertThat(xs(bobsPhone)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void of_a_latest_value_the_newest_arrives() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      bob.subscribe("board:pointer");
      for (int x = 1; x <= 20; x++) {
        ada.command("board:pointer", "pointer:move", Map.of("x", x));
      }
      ada.command("board:pointer", "note:put", Map.of("text", "end"));
      JsonNode newest =
          bob.await(
              f -> TestSocket.op(f).equals("latest") && f.path("data").path("x").asInt() == 20);
      assertThat(newest.path("key").asText()).isEqualTo("ada");
      assertThat(newest.has("seq")).isFalse();
      JsonNode event = bob.awaitEvent("note:new");
      assertThat(event.path("seq").asLong()).isEqualTo(21);
      assertThat(event.path("prev").asLong()).as("latest values are no events").isZero();
    }
  }

  @Test
  void hidden_events_leave_no_hole_in_the_chain_of_prev() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher");
        TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.subscribe("board:hidden");
      teacher.subscribe("board:hidden");
      for (int i = 0; i < 3; i++) {
        teacher.command("board:hidden", "note:whisper", Map.of("text", "psst"));
        teacher.command("board:hidden", "note:put", Map.of("text", "n" + i));
      }
      List<JsonNode> seen = ada.awaitEvents("board:hidden", 3);
      assertThat(seen).extracting(e -> e.path("seq").asLong()).containsExactly(2L, 4L, 6L);
      assertThat(seen).extracting(e -> e.path("prev").asLong()).containsExactly(0L, 2L, 4L);
      assertThat(teacher.awaitEvents("board:hidden", 6))
          .extracting(e -> e.path("prev").asLong())
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void a_personal_part_is_shown_to_that_person_only() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      ada.subscribe("board:thanks");
      bob.subscribe("board:thanks");
      closeAt("board:thanks", Instant.now());
      assertThat(ada.awaitEvent("board:closed").path("data").path("own").path("thanks").asText())
          .isEqualTo("ada");
      assertThat(bob.awaitEvent("board:closed").path("data").has("own")).isFalse();
    }
  }

  @Test
  void who_unsubscribes_hears_no_more() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      bob.subscribe("board:left");
      bob.subscribe("board:kept");
      bob.send(Map.of("op", "unsubscribe", "id", "u1", "topic", "board:left"));
      JsonNode ack = bob.await(f -> f.path("id").asText().equals("u1"));
      assertThat(TestSocket.op(ack)).isEqualTo("ack");
      ada.command("board:left", "note:put", Map.of("text", "unheard"));
      ada.command("board:kept", "note:put", Map.of("text", "heard"));
      bob.awaitEvent("note:new");
      assertThat(bob.events("board:left")).isEmpty();
      assertThat(bob.subscribe("board:left").path("snapshot").path("notes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void a_banned_member_is_cut_off_at_once() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher");
        TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      ada.subscribe("board:ban");
      bob.subscribe("board:ban");
      teacher.command("board:ban", "board:ban", Map.of("user", "ada"));
      JsonNode end = ada.await(f -> TestSocket.op(f).equals("error"));
      assertThat(end.path("topic").asText()).isEqualTo("board:ban");
      assertThat(end.path("code").asText()).isEqualTo("forbidden");
      assertThat(end.has("id")).isFalse();
      teacher.command("board:ban", "note:put", Map.of("text", "without ada"));
      bob.awaitEvent("note:new");
      ada.sendText("{\"op\":\"ping\",\"t\":1}");
      ada.await(f -> TestSocket.op(f).equals("pong"));
      assertThat(ada.events("board:ban"))
          .noneMatch(e -> e.path("type").asText().equals("note:new"));
    }
  }

  @Test
  void two_schools_never_see_each_other() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada:north");
        TestSocket bob = TestSocket.hello(node.port(), "bob:south")) {
      bob.subscribe("board:same");
      ada.subscribe("board:same");
      ada.command("board:same", "note:put", Map.of("text", "north only"));
      ada.send(signal("board:same", "pen:moved", Map.of("x", 1)));
      ada.awaitEvent("note:new");
      JsonNode ack = bob.command("board:same", "note:put", Map.of("text", "south only"));
      assertThat(ack.path("seq").asLong()).isEqualTo(1);
      bob.awaitEvent("note:new");
      assertThat(bob.frames().toString()).doesNotContain("north", "ada", "signal");
      assertThat(ada.frames().toString()).doesNotContain("south", "bob");
    }
  }

  @Test
  void only_pages_of_allowed_origins_may_open_a_socket() {
    for (String origin :
        List.of("https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1")) {
      assertThatThrownBy(() -> TestSocket.open(node.port(), Map.of("Origin", origin)))
          .as(origin)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }
    TestSocket.open(node.port(), Map.of("Origin", "http://127.0.0.1:" + node.port())).close();
  }

  @Test
  void a_frame_may_come_in_pieces() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.sendInPieces("{\"op\":\"pi", "ng\",\"t\"", ":12", "}");
      assertThat(ada.await(f -> TestSocket.op(f).equals("pong")).path("t").asInt()).isEqualTo(12);
    }
  }

  @Test
  void a_frame_of_64_KiB_is_read_also_when_its_characters_take_several_bytes() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.sendText(padded(65536, "€"));
      assertThat(ada.await(f -> TestSocket.op(f).equals("pong")).path("t").asInt()).isEqualTo(9);
      int half = padded(65536, "€").length() / 2;
      ada.sendInPieces(padded(65536, "€").substring(0, half), padded(65536, "€").substring(half));
      ada.await(2, f -> TestSocket.op(f).equals("pong"));
    }
  }

  private static String padded(int bytes, String with) {
    String frame = "{\"op\":\"ping\",\"t\":9,\"pad\":\"\"}";
    int left = bytes - frame.length();
    int width = with.getBytes(StandardCharsets.UTF_8).length;
    String pad = with.repeat(left / width) + "x".repeat(left % width);
    return frame.replace("\"\"}", "\"" + pad + "\"}");
  }

  @Test
  void too_many_signals_in_a_second_are_refused_and_say_when_to_come_back() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (int i = 0; i < 150; i++) {
        ada.send(signal("board:hasty", "pen:moved", Map.of("x", i)));
      }
      JsonNode limited = ada.await(f -> f.path("code").asText().equals("rate_limited"));
      assertThat(limited.path("retryAfterMs").asLong()).isPositive();
      assertThat(limited.path("topic").asText()).isEqualTo("board:hasty");
    }
  }

  @Test
  void a_socket_follows_so_many_topics_and_no_more() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (int i = 0; i < 64; i++) {
        ada.send(Map.of("op", "subscribe", "id", "t" + i, "topic", "board:many-" + i));
      }
      ada.await(f -> f.path("id").asText().equals("t63"));
      assertThat(ada.subscribe("board:many-64").path("code").asText())
          .isEqualTo("too_many_in_flight");
      assertThat(ada.subscribe("board:many-1").path("op").asText()).isEqualTo("subscribed");
    }
  }

  private static String error(TestSocket socket) {
    return socket.await(f -> TestSocket.op(f).equals("error")).path("code").asText();
  }

  private static void closeAt(String topic, Instant at) {
    TopicId id = TopicId.parse(new SchoolId("demo"), topic).orElseThrow();
    node.topics()
        .tell(id, Caller.system(id.school()), "board:close-at", Map.of("at", at))
        .toCompletableFuture()
        .join();
  }

  private static List<Integer> xs(TestSocket socket) {
    return socket.frames().stream()
        .filter(f -> TestSocket.op(f).equals("signal"))
        .map(f -> f.path("data").path("x").asInt())
        .toList();
  }

  private static Map<String, ?> signal(String topic, String type, Map<String, ?> data) {
    return Map.of("op", "signal", "topic", topic, "type", type, "data", data);
  }

  private static Map<String, ?> signalTo(String topic, String to, int x) {
    return Map.of(
        "op", "signal", "topic", topic, "type", "pen:moved", "to", to, "data", Map.of("x", x));
  }
}
