package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.TestNode;
import io.lyceum.testkit.Board;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known to be wrong with the persistence plugin, see src/docs/faults-of-the-plugin.md. */
class PluginFaultsTest {
  private static final String SETTINGS =
      """
      lyceum.topic.answer-timeout = 1s
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
  void a_topic_with_a_hole_does_not_open() throws IOException {
    String hole = "sequence_number = 3 and persistence_id = 'demo|board:hole'";
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      write(ada, "board:hole", 6);
      restart();
      execute("create table away as select * from event_journal where " + hole);
      execute("delete from event_journal where " + hole);
    }
    assertThat(missing()).containsExactly(Map.entry("demo|board:hole", 1L));
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      String id = TestSocket.newId();
      JsonNode answer = ada.command(id, "board:hole", "note:put", Map.of("text", "after"));
      assertThat(answer.path("code").asText()).isEqualTo("unavailable");

      execute("insert into event_journal select * from away");
      assertThat(missing()).isEmpty();
      JsonNode ack = Retries.command(ada, id, "board:hole", "note:put", Map.of("text", "after"));
      assertThat(ack.path("seq").asLong()).isEqualTo(7);
    }
  }

  @Test
  void events_of_two_writers_at_once_are_an_alarm() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      write(ada, "board:writers", 3);
    }
    restart();
    String middle = " where sequence_number = 2 and persistence_id = 'demo|board:writers'";
    execute("update event_journal set writer = 'another'" + middle);
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      JsonNode answer = ada.command("board:writers", "note:put", Map.of("text", "after"));
      assertThat(answer.path("code").asText()).isEqualTo("unavailable");
      execute(
          "update event_journal set writer = (select writer from event_journal where"
              + " sequence_number = 1 and persistence_id = 'demo|board:writers')"
              + middle);
      Retries.command(ada, "board:writers", "note:put", Map.of("text", "one writer"));
    }
  }

  @Test
  void nothing_is_tagged() {
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      write(ada, "board:tags", 5);
    }
    long tags =
        database
            .jdbi()
            .withHandle(h -> h.select("select count(*) from event_tag").mapTo(Long.class).one());
    assertThat(tags).isZero();
  }

  @Test
  void a_clash_in_one_topic_leaves_the_others_able_to_go_on() {
    List<String> topics = IntStream.range(0, 20).mapToObj(i -> "board:clash-" + i).toList();
    try (TestSocket ada = TestSocket.hello(node.port(), "ada")) {
      topics.forEach(topic -> ada.subscribe(topic));
      topics.forEach(topic -> write(ada, topic, 1));
      double failures = node.count("lyceum.topic.write.failures");
      // Somebody else writes the first topic's next entry.
      execute(
          "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
              + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
              + " select persistence_id, 2, 'another', write_timestamp, adapter_manifest,"
              + " event_ser_id, event_ser_manifest, event_payload from event_journal"
              + " where persistence_id = 'demo|board:clash-0'");
      List<String> ids = topics.stream().map(_ -> TestSocket.newId()).toList();
      for (int i = 0; i < topics.size(); i++) {
        ada.post(ids.get(i), topics.get(i), "note:put", Map.of("text", "together"));
      }
      for (int i = 0; i < topics.size(); i++) {
        JsonNode ack =
            Retries.command(ada, ids.get(i), topics.get(i), "note:put", Map.of("text", "together"));
        assertThat(ack.path("seq").asLong()).as(topics.get(i)).isEqualTo(i == 0 ? 3 : 2);
      }
      assertThat(node.count("lyceum.topic.write.failures")).isGreaterThan(failures);
    }
  }

  /** By the query that stands in the document. */
  private static Map<String, Long> missing() throws IOException {
    String page = Files.readString(Path.of("src/docs/faults-of-the-plugin.md"));
    String query = page.substring(page.indexOf("```sql") + 6, page.lastIndexOf("```"));
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(query)
                    .setMapKeyColumn("persistence_id")
                    .setMapValueColumn("missing")
                    .collectInto(new GenericType<>() {}));
  }

  private static void write(TestSocket socket, String topic, int count) {
    for (int i = 0; i < count; i++) {
      Retries.command(socket, topic, "note:put", Map.of("text", "n" + i));
    }
  }

  /** So that topics are replayed. */
  private static void restart() {
    node.crash();
    node = TestNode.start(database, SETTINGS, Board.kind());
  }

  private static void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
