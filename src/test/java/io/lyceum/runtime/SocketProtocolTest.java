package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
