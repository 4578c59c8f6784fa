package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crowd at one board, and one of it that does not read. */
class LoadTest {
  private static final String OPEN =
      """
      lyceum.socket { commands-per-second = 100000, frames-per-second = 100000, inflight = 1000 }
      lyceum.topic.max-replay = 10000
      pekko.http.server.socket-options.so-send-buffer-size = 16k
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(database, OPEN, Board.kind());
  }

  @AfterAll
  static void stop() {
    node.crash();
  }

  @Test
  void a_thousand_notes_at_once_are_counted_exactly() {
    List<TestSocket> crowd = crowd(50);
    crowd.forEach(socket -> socket.subscribe("board:crowd"));
    for (int i = 0; i < 20; i++) {
      for (TestSocket socket : crowd) {
        socket.post(TestSocket.newId(), "board:crowd", "note:put", Map.of("text", "n" + i));
      }
    }
    for (TestSocket socket : crowd) {
      assertDense(socket.awaitEvents("board:crowd", 1000));
      assertThat(socket.frames().stream().filter(f -> TestSocket.op(f).equals("ack"))).hasSize(20);
    }
    JsonNode again = crowd.getFirst().subscribe("board:crowd");
    assertThat(again.path("snapshot").path("notes").asInt()).isEqualTo(1000);
    crowd.forEach(TestSocket::close);
  }

  @Test
  void who_does_not_read_holds_up_nobody_and_gets_everything_later() {
    List<TestSocket> writers = crowd(4);
    try (TestSocket slow = TestSocket.hello(node.port(), "slow");
        TestSocket quick = TestSocket.hello(node.port(), "quick")) {
      slow.subscribe("board:slow");
      quick.subscribe("board:slow");
      slow.stopReading();
      double lettingGo = node.count("lyceum.socket.catchups");
      for (int i = 0; i < 1500; i++) {
        for (TestSocket writer : writers) {
          writer.post(
              TestSocket.newId(), "board:slow", "note:put", Map.of("text", "x".repeat(500)));
        }
        if (i % 100 == 99) {
          quick.awaitEvents("board:slow", (i - 99) * 4);
        }
      }
      assertDense(quick.awaitEvents("board:slow", 6000));
      assertThat(node.count("lyceum.socket.catchups")).isGreaterThan(lettingGo);
      assertThat(slow.events("board:slow")).hasSizeLessThan(6000);
      slow.readOn();
      assertDense(slow.awaitEvents("board:slow", 6000));
    } finally {
      writers.forEach(TestSocket::close);
    }
  }

  private static List<TestSocket> crowd(int size) {
    List<TestSocket> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      crowd.add(TestSocket.hello(node.port(), "pupil" + i));
    }
    return crowd;
  }

  private static void assertDense(List<JsonNode> events) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("seq").asLong()).isEqualTo(i + 1);
      assertThat(events.get(i).path("prev").asLong()).isEqualTo(i);
    }
  }
}
