package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An id counts once, in order, also after a crash; what may be forgotten is refused, not guessed.
 */
class IdempotencyTest {
  private static final String SETTINGS =
      """
      lyceum.topic { snapshot-every = 10, snapshot-gap = 0s }
      lyceum.socket { commands-per-second = 10000, frames-per-second = 10000, inflight = 1000 }
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(database, SETTINGS, Board.kind());
  }

  @AfterAll
  static void stop() {
    node.crash();
  }

  @Test
  void an_id_sent_on_two_sockets_at_once_makes_one_event() {
    try (TestSocket laptop = TestSocket.hello(node.port(), "ada");
        TestSocket phone = TestSocket.hello(node.port(), "ada")) {
      laptop.subscribe("board:both");
      for (int i = 0; i < 50; i++) {
        String id = TestSocket.newId();
        laptop.post(id, "board:both", "note:put", Map.of("text", "n"));
        phone.post(id, "board:both", "note:put", Map.of("text", "n"));
        JsonNode one = laptop.await(f -> f.path("id").asText().equals(id));
        JsonNode two = phone.await(f -> f.path("id").asText().equals(id));
        assertThat(one.path("seq").asLong()).isEqualTo(i + 1);
        assertThat(two).isEqualTo(one);
      }
      assertThat(laptop.awaitEvents("board:both", 50)).hasSize(50);
    }
  }

  @Test
  void an_id_is_one_persons_own() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      String id = TestSocket.newId();
      assertThat(ada.command(id, "board:own", "note:put", Map.of("text", "a")).path("seq").asLong())
          .isEqualTo(1);
      assertThat(bob.command(id, "board:own", "note:put", Map.of("text", "b")).path("seq").asLong())
          .isEqualTo(2);
    }
  }

  @Test
  void a_refused_id_is_refused_again() {
    try (TestSocket teacher = TestSocket.hello(node.port(), "teacher")) {
      String id = TestSocket.newId();
      JsonNode first = teacher.command(id, "board:no", "note:put", Map.of("text", "taboo"));
      assertThat(first.path("code").asText()).isEqualTo("conflict");
      assertThat(teacher.command(id, "board:no", "note:put", Map.of("text", "taboo")))
          .isEqualTo(first);
    }
  }

  @Test
  void what_follows_a_lost_command_is_out_of_order_until_that_one_came() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      String first = TestSocket.newId();
      String second = TestSocket.newId();
      assertThat(after(ada, second, first).path("code").asText()).isEqualTo("out_of_order");
      assertThat(
              ada.command(first, "board:order", "note:put", Map.of("text", "1"))
                  .path("seq")
                  .asLong())
          .isEqualTo(1);
      assertThat(after(ada, second, first).path("seq").asLong()).isEqualTo(2);
      assertThat(after(ada, second, first).path("seq").asLong()).isEqualTo(2);
    }
  }

  private static JsonNode after(TestSocket socket, String id, String follows) {
    int before = socket.frames().size();
    socket.send(
        Map.of(
            "op",
            "command",
            "id",
            id,
            "topic",
            "board:order",
            "type",
            "note:put",
            "follows",
            follows,
            "data",
            Map.of("text", "x")));
    return socket.await(before, f -> f.path("id").asText().equals(id));
  }

  @Test
  void an_id_too_old_to_be_remembered_is_expired_and_one_from_the_future_invalid() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      assertThat(code(ada, idAt(Instant.now().minus(Duration.ofDays(8))))).isEqualTo("expired");
      assertThat(code(ada, idAt(Instant.now().plus(Duration.ofMinutes(10))))).isEqualTo("invalid");
      assertThat(code(ada, idAt(Instant.now().minus(Duration.ofHours(1))))).isEmpty();
      assertThat(code(ada, idAt(Instant.now().minus(Duration.ofHours(2))))).isEqualTo("expired");
      assertThat(code(ada, idAt(Instant.now().minus(Duration.ofMinutes(30))))).isEmpty();
    }
  }

  private static String code(TestSocket socket, String id) {
    return socket.command(id, "board:old", "board:touch", Map.of()).path("code").asText();
  }

  private static String idAt(Instant at) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
    return new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
  }

  @Test
  void the_last_256_ids_are_known_also_after_a_crash_and_those_before_are_expired() {
    List<String> ids = new ArrayList<>();
    Instant start = Instant.now().minusSeconds(300);
    for (int i = 0; i < 300; i++) {
      ids.add(idAt(start.plusMillis(i)));
    }
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (String id : ids) {
        // Half of them change nothing, and are remembered all the same.
        boolean changes = ids.indexOf(id) % 2 == 0;
        ada.post(id, "board:window", changes ? "note:put" : "board:touch", data(changes));
      }
      ada.await(f -> f.path("id").asText().equals(ids.getLast()));
      assertKnown(ada, ids);
    }
    node.crash();
    node = TestNode.start(database, SETTINGS, Board.kind());
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      assertKnown(ada, ids);
      assertThat(ada.subscribe("board:window").path("snapshot").path("notes").asInt())
          .isEqualTo(150);
    }
  }

  private static Map<String, String> data(boolean changes) {
    return changes ? Map.of("text", "n") : Map.of();
  }

  private static void assertKnown(TestSocket ada, List<String> ids) {
    for (int i : new int[] {44, 45, 100, 298, 299}) {
      JsonNode again = ada.command(ids.get(i), "board:window", "note:put", Map.of("text", "again"));
      assertThat(again.path("seq").asLong()).isEqualTo(i + 1);
    }
    for (int i : new int[] {0, 43}) {
      JsonNode again = ada.command(ids.get(i), "board:window", "note:put", Map.of("text", "again"));
      assertThat(again.path("code").asText()).isEqualTo("expired");
    }
  }
}
