package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sockets on one node, topics on others: every message crosses the wire between nodes. */
class TwoNodesTest {
  private static final String CORE = "pekko.cluster.roles = [core, work]";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode edge;
  static TestNode core;

  @BeforeAll
  static void start() {
    edge = TestNode.start(database, "pekko.cluster.roles = [edge]", Board.kind());
    core = join();
  }

  private static TestNode join() {
    return TestNode.start(database, Clock.systemUTC(), Optional.of(edge), CORE, Board.kind());
  }

  @AfterAll
  static void stop() {
    core.crash();
    edge.crash();
  }

  @Test
  void commands_events_and_refusals_cross_between_nodes() {
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada");
        TestSocket teacher = TestSocket.hello(edge.port(), "teacher")) {
      assertThat(teacher.subscribe("board:across").path("role").asText()).isEqualTo("teacher");
      JsonNode ack = ada.command("board:across", "note:put", Map.of("text", "Grüße 👋"));
      assertThat(ack.path("op").asText()).isEqualTo("ack");
      JsonNode event = teacher.awaitEvent("note:new");
      assertThat(event.path("seq").asLong()).isEqualTo(ack.path("seq").asLong());
      assertThat(event.path("data").path("text").asText()).isEqualTo("Grüße 👋");
      JsonNode invalid = ada.command("board:across", "note:put", Map.of("text", 5));
      assertThat(invalid.path("code").asText()).isEqualTo("invalid");
      assertThat(invalid.path("details").path(0).path("field").asText()).isEqualTo("text");
    }
  }

  @Test
  void who_resumes_gets_what_was_missed() {
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada")) {
      for (int i = 0; i < 4; i++) {
        ada.command("board:missed", "note:put", Map.of("text", "n" + i));
      }
      assertThat(ada.subscribe("board:missed", 1).path("recovered").asBoolean()).isTrue();
      assertThat(ada.awaitEvents("board:missed", 3))
          .extracting(e -> e.path("seq").asLong())
          .containsExactly(2L, 3L, 4L);
    }
  }

  @Test
  void presence_and_signals_cross_between_nodes() {
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada");
        TestSocket bob = TestSocket.hello(edge.port(), "bob")) {
      ada.subscribe("board:pens");
      bob.subscribe("board:pens");
      ada.await(f -> f.path("joined").findValuesAsText("id").contains("bob"));
      bob.send(signal("board:pens", "pen:moved", Map.of("x", 7)));
      JsonNode moved = ada.await(f -> TestSocket.op(f).equals("signal"));
      assertThat(moved.path("from").asText()).isEqualTo("bob");
      bob.send(signal("board:pens", "pen:broken", Map.of()));
      JsonNode refused = bob.await(f -> TestSocket.op(f).equals("error"));
      assertThat(refused.path("code").asText()).isEqualTo("unknown_type");
      assertThat(refused.path("topic").asText()).isEqualTo("board:pens");
    }
  }

  @Test
  void a_ban_reaches_the_sockets_of_another_node() {
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada");
        TestSocket teacher = TestSocket.hello(edge.port(), "teacher")) {
      ada.subscribe("board:banned");
      teacher.command("board:banned", "board:ban", Map.of("user", "ada"));
      JsonNode end = ada.await(f -> TestSocket.op(f).equals("error"));
      assertThat(end.path("topic").asText()).isEqualTo("board:banned");
      assertThat(end.path("code").asText()).isEqualTo("forbidden");
    }
  }

  @Test
  void when_a_node_leaves_or_dies_nothing_is_lost_or_doubled() {
    TestNode second = join();
    try (TestSocket ada = TestSocket.hello(edge.port(), "ada");
        TestSocket bob = TestSocket.hello(edge.port(), "bob")) {
      List<String> topics = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        topics.add("board:moving-" + i);
        bob.subscribe("board:moving-" + i);
      }
      putAll(ada, topics, "before");
      core.close();
      core = join();
      putAll(ada, topics, "after the leaving");
      second.crash();
      putAll(ada, topics, "after the crash");
      for (String topic : topics) {
        List<JsonNode> events = bob.awaitEvents(topic, 15);
        assertThat(events)
            .extracting(e -> e.path("seq").asLong())
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
        assertThat(events)
            .extracting(e -> e.path("prev").asLong())
            .containsExactlyElementsOf(LongStream.rangeClosed(0, 14).boxed().toList());
      }
    }
  }

  /** Five notes each; a note that finds nobody is sent again with the same id, as a client does. */
  private static void putAll(TestSocket ada, List<String> topics, String text) {
    for (String topic : topics) {
      for (int i = 0; i < 5; i++) {
        Retries.command(ada, topic, "note:put", Map.of("text", text + i));
      }
    }
  }

  private static Map<String, ?> signal(String topic, String type, Map<String, ?> data) {
    return Map.of("op", "signal", "topic", topic, "type", type, "data", data);
  }
}
