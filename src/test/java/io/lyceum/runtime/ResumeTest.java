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

/** Coming back: what was missed, from wherever it still is, or a fresh snapshot that says so. */
class ResumeTest {
  private static final String SMALL =
      """
      lyceum.topic.max-replay = 30
      lyceum.hub { ring-entries = 5, page-entries = 4 }
      lyceum.socket.commands-per-second = 10000
      lyceum.socket.frames-per-second = 10000
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(database, SMALL, Board.kind());
  }

  @AfterAll
  static void stop() {
    node.crash();
  }

  @Test
  void what_no_longer_is_in_memory_comes_from_the_journal_in_pages() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.subscribe("board:pages");
      put(ada, "board:pages", 25);
      ada.awaitEvents("board:pages", 25);
      try (TestSocket bob = TestSocket.hello(node.port(), "bob")) {
        assertThat(bob.subscribe("board:pages", 3).path("recovered").asBoolean()).isTrue();
        put(ada, "board:pages", 2);
        assertSeen(bob, "board:pages", 4, 27);
      }
    }
  }

  @Test
  void who_missed_too_much_gets_a_snapshot_instead() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      put(ada, "board:far", 40);
      JsonNode subscribed = ada.subscribe("board:far", 5);
      assertThat(subscribed.path("recovered").asBoolean()).isFalse();
      assertThat(subscribed.path("seq").asLong()).isEqualTo(40);
      assertThat(subscribed.path("snapshot").path("notes").asInt()).isEqualTo(40);
      put(ada, "board:far", 1);
      assertThat(ada.awaitEvents("board:far", 1).getFirst().path("prev").asLong()).isEqualTo(40);
    }
  }

  @Test
  void who_knows_more_than_there_is_gets_a_snapshot() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      put(ada, "board:beyond", 2);
      JsonNode subscribed = ada.subscribe("board:beyond", 7);
      assertThat(subscribed.path("recovered").asBoolean()).isFalse();
      assertThat(subscribed.path("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void what_is_hidden_stays_hidden_and_leaves_no_hole() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher");
        TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      put(teacher, "board:whispers", 1);
      for (int i = 0; i < 15; i++) {
        teacher.command("board:whispers", "note:whisper", Map.of("text", "psst"));
      }
      put(teacher, "board:whispers", 1);
      ada.subscribe("board:whispers", 1);
      JsonNode event = ada.awaitEvents("board:whispers", 1).getFirst();
      assertThat(event.path("seq").asLong()).isEqualTo(17);
      assertThat(event.path("prev").asLong()).isEqualTo(1);
      teacher.command("board:whispers", "note:whisper", Map.of("text", "psst"));
      put(teacher, "board:whispers", 1);
      event = ada.awaitEvents("board:whispers", 2).getLast();
      assertThat(event.path("seq").asLong()).isEqualTo(19);
      assertThat(event.path("prev").asLong()).isEqualTo(17);
    }
  }

  @Test
  void who_was_banned_meanwhile_does_not_come_back() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher");
        TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      put(ada, "board:away", 3);
      teacher.command("board:away", "board:ban", Map.of("user", "ada"));
      assertThat(ada.subscribe("board:away", 1).path("code").asText()).isEqualTo("forbidden");
      assertThat(ada.events("board:away")).isEmpty();
    }
  }

  @Test
  void subscribing_again_starts_again_where_one_says() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      put(ada, "board:again", 12);
      ada.subscribe("board:again", 10);
      ada.awaitEvents("board:again", 2);
      ada.subscribe("board:again", 0);
      List<JsonNode> events = ada.awaitEvents("board:again", 14);
      assertThat(events.subList(2, 14))
          .extracting(e -> e.path("seq").asLong())
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(1, 12).boxed().toList());
    }
  }

  private static void put(TestSocket socket, String topic, int count) {
    for (int i = 0; i < count; i++) {
      socket.command(topic, "note:put", Map.of("text", "n"));
    }
  }

  private static void assertSeen(TestSocket socket, String topic, long from, long to) {
    List<JsonNode> events = socket.awaitEvents(topic, (int) (to - from + 1));
    long next = from;
    for (JsonNode event : events) {
      assertThat(event.path("seq").asLong()).isEqualTo(next);
      assertThat(event.path("prev").asLong()).isEqualTo(next - 1);
      next++;
    }
    assertThat(next).isEqualTo(to + 1);
  }
}
