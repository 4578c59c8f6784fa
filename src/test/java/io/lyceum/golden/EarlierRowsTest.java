package io.lyceum.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.personal.SealedText;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.platform.vault.EarlierRows;
import io.lyceum.platform.vault.Vault;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.journal.RecordCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the releases before wrote in plain is sealed after an upgrade. */
class EarlierRowsTest {
  private static final TopicKinds KINDS = new TopicKinds(List.copyOf(GoldenScripts.KINDS.values()));

  private final TestDatabase database = TestDatabase.fresh();
  private final Vault vault =
      new Vault(
          Jdbi.create(database.dataSource()),
          Executors.newVirtualThreadPerTaskExecutor(),
          new SealRing(List.of()),
          () -> true,
          new SimpleMeterRegistry());
  private final List<GoldenLine> written =
      scripts().flatMap(script -> script.entries().stream()).toList();

  @BeforeEach
  void write() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              written.forEach(line -> insert(handle, line));
              scripts()
                  .flatMap(script -> script.snapshots().stream())
                  .forEach(line -> insertSnapshot(handle, line));
            });
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void rows_and_snapshots_are_sealed_and_say_what_they_said() {
    assertThat(plain("event_payload", "event_journal")).isPositive();
    assertThat(plain("snapshot_payload", "snapshot")).isPositive();

    earlier(() -> true).run(() -> false);

    assertThat(plain("event_payload", "event_journal")).isZero();
    assertThat(plain("snapshot_payload", "snapshot")).isZero();
    assertThat(finished()).isTrue();
    for (GoldenLine line : written) {
      String stored = stored(line);
      assertThat(json(vault.open(line.topic().key(), stored)))
          .isEqualTo(json(line.stored().json()));
    }
  }

  @Test
  void it_goes_on_where_it_stopped_and_waits_until_nobody_writes_in_plain() {
    AtomicInteger asked = new AtomicInteger();
    earlier(() -> false).run(() -> asked.incrementAndGet() > 2);
    assertThat(finished()).isFalse();
    assertThat(plain("event_payload", "event_journal")).isPositive();
    asked.set(0);
    // One batch, of the first two hundred.
    earlier(() -> true).run(() -> asked.incrementAndGet() > 1);
    String once = stored(written.getFirst());
    assertThat(SealedText.isSealed(once)).isTrue();
    earlier(() -> true).run(() -> false);
    assertThat(finished()).isTrue();
    assertThat(stored(written.getFirst())).isEqualTo(once);
  }

  private EarlierRows earlier(BooleanSupplier allSeal) {
    return new EarlierRows(
        database.jdbi(),
        vault,
        (topic, manifest, stored) -> RecordCodec.marked(KINDS, topic, manifest, stored),
        allSeal);
  }

  private static Stream<Script<?, ?, ?>> scripts() {
    return GoldenScripts.all().values().stream().flatMap(List::stream);
  }

  private static void insert(Handle handle, GoldenLine line) {
    handle.execute(
        "insert into event_journal (persistence_id, sequence_number, writer, event_ser_id,"
            + " event_ser_manifest, event_payload) values (?, ?, 'w', 7301, ?, ?)",
        line.topic().key(),
        line.seq(),
        line.stored().manifest(),
        line.stored().json().getBytes(StandardCharsets.UTF_8));
  }

  private static void insertSnapshot(Handle handle, GoldenLine line) {
    handle.execute(
        "insert into snapshot (persistence_id, sequence_number, created, snapshot_ser_id,"
            + " snapshot_ser_manifest, snapshot_payload) values (?, ?, 0, 7301, ?, ?)",
        line.topic().key(),
        line.seq(),
        line.stored().manifest(),
        line.stored().json().getBytes(StandardCharsets.UTF_8));
  }

  /** How many rows a name can be read in. */
  private long plain(String column, String table) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select count(*) from %s where convert_from(%s, 'UTF8') ~ '\"(Ada|Bob|Eve|Tea Ström)\"'"
                            .formatted(table, column))
                    .mapTo(Long.class)
                    .one());
  }

  private String stored(GoldenLine line) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select convert_from(event_payload, 'UTF8') from event_journal where"
                            + " persistence_id = ? and sequence_number = ?",
                        line.topic().key(),
                        line.seq())
                    .mapTo(String.class)
                    .one());
  }

  private boolean finished() {
    return database.jdbi().withHandle(EarlierRows::isFinished);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode tree = Json.MAPPER.readTree(text);
      tree.findParents("distribution")
          .forEach(holder -> ((ObjectNode) holder).putObject("distribution"));
      return tree;
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
