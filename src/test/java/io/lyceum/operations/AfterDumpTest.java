package io.lyceum.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a dump brings is put into the new server's past, order and places kept. */
class AfterDumpTest {
  @RegisterExtension static final TestDatabase tables = TestDatabase.fresh();

  /** Written in another order than the numbers were given, as concurrent writers do. */
  @BeforeEach
  void dump() {
    tables
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("truncate event_journal cascade");
              handle.execute("truncate projection_offset");
              event(handle, "a", 1, 900_000_001, 3);
              event(handle, "b", 1, 900_000_002, 1);
              event(handle, "c", 1, 900_000_002, 4);
              event(handle, "d", 1, 900_000_005, 2);
              handle.execute(
                  "insert into projection_offset values ('new', 0, '0', 0), ('half', 0,"
                      + " '900000002', 1), ('done', 0, '900000005', 2)");
            });
  }

  @Test
  void events_keep_their_order_and_projections_their_place() throws IOException {
    run();
    assertThat(all("select persistence_id from event_journal order by tx, ordering"))
        .containsExactly("a", "b", "c", "d");
    assertThat(unread("new")).containsExactly("a", "b", "c", "d");
    assertThat(unread("half")).containsExactly("c", "d");
    assertThat(unread("done")).isEmpty();
  }

  @Test
  void what_is_written_afterwards_comes_last_and_is_new_to_all() throws IOException {
    run();
    tables
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into event_journal (persistence_id, sequence_number, writer,"
                        + " event_ser_id, event_ser_manifest, event_payload) values ('a', 2, 'w',"
                        + " 1, 'x', '')"));
    assertThat(unread("done")).containsExactly("a");
    assertThat(unread("half")).containsExactly("c", "d", "a");
  }

  @Test
  void a_second_run_changes_nothing() throws IOException {
    run();
    List<String> once = all("select j::text from event_journal j order by tx, ordering");
    List<String> places = all("select o::text from projection_offset o order by projection");
    run();
    assertThat(all("select j::text from event_journal j order by tx, ordering")).isEqualTo(once);
    assertThat(all("select o::text from projection_offset o order by projection"))
        .isEqualTo(places);
  }

  private static void run() throws IOException {
    String script = Files.readString(Path.of("docker", "backup", "after-dump.sql"));
    tables.jdbi().useHandle(handle -> handle.createScript(script).execute());
  }

  /** What a projection would be given, by the condition that projections use. */
  private static List<String> unread(String projection) {
    return all(
        "select j.persistence_id from event_journal j, projection_offset o where o.projection = '"
            + projection
            + "' and (j.tx, j.ordering) > (o.tx, o.ordering) and j.tx <"
            + " pg_snapshot_xmin(pg_current_snapshot()) order by j.tx, j.ordering");
  }

  private static List<String> all(String query) {
    return tables.jdbi().withHandle(handle -> handle.select(query).mapTo(String.class).list());
  }

  private static void event(
      org.jdbi.v3.core.Handle handle, String topic, int seq, long tx, long ordering) {
    handle.execute(
        "insert into event_journal (persistence_id, sequence_number, writer, event_ser_id,"
            + " event_ser_manifest, event_payload, tx, ordering) values (?, ?, 'w', 1, 'x', '',"
            + " cast(? as xid8), ?)",
        topic,
        seq,
        Long.toString(tx),
        ordering);
  }
}
