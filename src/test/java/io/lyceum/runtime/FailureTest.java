package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that fails, a node that dies: nothing acknowledged is lost, nothing counts twice. */
class FailureTest {
  private static final String SETTINGS =
      """
      lyceum.topic { snapshot-every = 10, snapshot-gap = 0s }
      lyceum.socket { commands-per-second = 10000, frames-per-second = 10000 }
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
  void while_the_journal_cannot_be_written_senders_are_told_to_retry_and_the_retry_counts_once() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada");
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      bob.subscribe("board:fails");
      Retries.command(ada, "board:fails", "note:put", Map.of("text", "before"));
      String id = TestSocket.newId();
      database.jdbi().useHandle(h -> h.execute("alter table event_journal rename to away"));
      try {
        JsonNode answer = ada.command(id, "board:fails", "note:put", Map.of("text", "during"));
        assertThat(answer.path("code").asText()).isEqualTo("unavailable");
        assertThat(answer.path("retryAfterMs").asLong()).isPositive();
      } finally {
        database.jdbi().useHandle(h -> h.execute("alter table away rename to event_journal"));
      }
      JsonNode ack = Retries.command(ada, id, "board:fails", "note:put", Map.of("text", "during"));
      assertThat(ack.path("seq").asLong()).isEqualTo(2);
      assertThat(Retries.command(ada, id, "board:fails", "note:put", Map.of("text", "during")))
          .isEqualTo(ack);
      Retries.command(ada, "board:fails", "note:put", Map.of("text", "after"));
      assertDense(bob.awaitEvents("board:fails", 3), 3);
    }
  }

  @Test
  void connections_cut_in_the_middle_of_writes_lose_and_double_nothing() {
    List<CompletableFuture<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        TestSocket bob = TestSocket.hello(node.port(), "bob")) {
      bob.subscribe("board:cut");
      for (int w = 0; w < 4; w++) {
        String user = "writer" + w;
        writers.add(CompletableFuture.runAsync(() -> write(user, 50), threads));
      }
      CompletableFuture<?> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
      for (int cut = 1; cut <= 5 && !all.isDone(); cut++) {
        bob.awaitEvents("board:cut", cut * 20);
        database
            .jdbi()
            .useHandle(
                h ->
                    h.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                            + " current_database() and pid <> pg_backend_pid()"));
      }
      all.orTimeout(30, TimeUnit.SECONDS).join();
      assertDense(bob.awaitEvents("board:cut", 200), 200);
      assertThat(bob.subscribe("board:cut").path("snapshot").path("notes").asInt()).isEqualTo(200);
    }
  }

  private static void write(String user, int count) {
    try (TestSocket socket = TestSocket.hello(node.port(), user)) {
      for (int i = 0; i < count; i++) {
        Retries.command(socket, "board:cut", "note:put", Map.of("text", user + i));
      }
    }
  }

  @Test
  void after_a_crash_all_is_as_it_was_and_what_was_due_meanwhile_happens() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      for (int i = 1; i <= 25; i++) {
        Retries.command(ada, "board:kept", "note:put", Map.of("text", "n" + i));
      }
    }
    Instant due = Instant.now().plusSeconds(5);
    tell("board:alarm", "board:close-at", Map.of("at", due));
    node.crash();
    Awaitility.await().until(() -> Instant.now().isAfter(due));
    assertThat(closed("board:alarm")).isFalse();
    node = TestNode.start(database, SETTINGS, Board.kind());
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> closed("board:alarm"));
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      JsonNode snapshot = ada.subscribe("board:kept");
      assertThat(snapshot.path("seq").asLong()).isEqualTo(25);
      assertThat(snapshot.path("snapshot").path("last").asText()).isEqualTo("n25");
      JsonNode ack = ada.command("board:kept", "note:put", Map.of("text", "n26"));
      assertThat(ack.path("seq").asLong()).isEqualTo(26);
    }
  }

  @Test
  void an_alarm_in_memory_comes_on_time() {
    Instant due = Instant.now().plusMillis(700);
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      ada.subscribe("board:soon");
      tell("board:soon", "board:close-at", Map.of("at", due));
      Instant at = Instant.parse(ada.awaitEvent("board:closed").path("at").asText());
      assertThat(at).isBetween(due, due.plusSeconds(10));
    }
  }

  private static boolean closed(String topic) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "select exists (select from event_journal where persistence_id = :id and"
                            + " event_ser_manifest like 'board.closed%')")
                    .bind("id", "demo|" + topic)
                    .mapTo(Boolean.class)
                    .one());
  }

  private static void tell(String topic, String type, Map<String, ?> data) {
    TopicId id = TopicId.parse(new SchoolId("demo"), topic).orElseThrow();
    node.topics().tell(id, Caller.system(id.school()), type, data).toCompletableFuture().join();
  }

  private static void assertDense(List<JsonNode> events, int count) {
    assertThat(events).hasSize(count);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("seq").asLong()).isEqualTo(i + 1);
      assertThat(events.get(i).path("prev").asLong()).isEqualTo(i);
    }
  }
}
