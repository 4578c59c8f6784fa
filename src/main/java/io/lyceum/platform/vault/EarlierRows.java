package io.lyceum.platform.vault;

import io.lyceum.platform.personal.SealedText;
import io.lyceum.platform.personal.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what earlier releases wrote in plain, journal and snapshots, so that an erasure holds for
 * it too: in batches, by one node at a time, going on where the last one stopped. It waits until no
 * node is left that writes in plain; what is written from then on needs no look.
 */
public final class EarlierRows {
  /** Marks what is personal in a stored text of this topic. */
  @FunctionalInterface
  public interface Marker {
    String mark(String topic, String manifest, String stored);
  }

  private record Row(
      String tx, long ordering, String topic, long seq, String manifest, String stored) {}

  private static final Logger log = LoggerFactory.getLogger(EarlierRows.class);

  /** Any number that no other advisory lock of ours uses. */
  private static final long LOCK = 0x4c79_6365_756d_0005L;

  private static final int ROWS = 200;
  private static final int SNAPSHOTS = 20;

  /** The topics' own work comes first. */
  private static final Duration BETWEEN = Duration.ofMillis(5);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private static final String NEXT =
      """
      select j.tx::text as tx, j.ordering, j.persistence_id, j.sequence_number, j.event_ser_manifest,
             convert_from(j.event_payload, 'UTF8') as stored
      from event_journal j, journal_sealing s
      where (j.tx, j.ordering) > (s.tx, s.ordering) and j.tx < pg_snapshot_xmin(pg_current_snapshot())
        and j.tx < cast(? as xid8)
      order by j.tx, j.ordering limit ?
      """;
  private static final String NEXT_SNAPSHOTS =
      """
      select '' as tx, 0 as ordering, persistence_id, sequence_number, snapshot_ser_manifest,
             convert_from(snapshot_payload, 'UTF8') as stored
      from snapshot where (persistence_id, sequence_number) > (?, ?)
      order by persistence_id, sequence_number limit ?
      """;

  private final Jdbi owner;
  private final Sealing sealing;
  private final Marker marker;
  private final BooleanSupplier allSeal;
  private boolean snapshotsDone;

  /** The first transaction that began when nobody wrote in plain any more. */
  private @Nullable String end;

  /**
   * @param owner may change events, which a node's own role may not
   * @param allSeal whether no node writes in plain any more
   */
  public EarlierRows(Jdbi owner, Sealing sealing, Marker marker, BooleanSupplier allSeal) {
    this.owner = owner;
    this.sealing = sealing;
    this.marker = marker;
    this.allSeal = allSeal;
  }

  /**
   * Works until all is sealed or {@code over}. Blocking.
   *
   * @param over whether the node ends
   */
  public void run(BooleanSupplier over) {
    boolean failed = false;
    while (!over.getAsBoolean()) {
      try {
        if (owner.withHandle(EarlierRows::isFinished)) {
          return;
        }
        boolean worked = allSeal.getAsBoolean() && owner.inTransaction(this::batch);
        LockSupport.parkNanos((worked ? BETWEEN : LOOK_AGAIN).toNanos());
      } catch (RuntimeException e) {
        if (!failed && !over.getAsBoolean()) {
          log.error("What an earlier release wrote in plain cannot be sealed", e);
        }
        failed = true;
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  /** Whether nothing in plain is left; until then nobody can be erased. */
  public static boolean isFinished(Handle handle) {
    return handle.select("select finished from journal_sealing").mapTo(Boolean.class).one();
  }

  /** False when there was nothing to do for this node. */
  private boolean batch(Handle handle) {
    handle.execute("set local statement_timeout = '5s'");
    if (!handle.select("select pg_try_advisory_xact_lock(?)", LOCK).mapTo(Boolean.class).one()) {
      return false;
    }
    if (end == null) {
      end = text(handle, "select pg_snapshot_xmax(pg_current_snapshot())::text");
    }
    List<Row> rows = rows(handle, NEXT, end, ROWS);
    if (rows.isEmpty()) {
      // Else a transaction of before is still running.
      return handle.execute(
              "update journal_sealing set finished = true"
                  + " where pg_snapshot_xmin(pg_current_snapshot()) >= cast(? as xid8)",
              end)
          > 0;
    }
    long sealed = rows.stream().filter(row -> seal(handle, row)).count();
    if (sealed > 0 && !snapshotsDone) {
      log.info("Sealing what an earlier release wrote in plain");
      snapshots(handle);
      snapshotsDone = true;
    }
    handle.execute(
        "update journal_sealing set tx = cast(? as xid8), ordering = ?",
        rows.getLast().tx(),
        rows.getLast().ordering());
    return true;
  }

  private boolean seal(Handle handle, Row row) {
    String closed = closed(row);
    return !closed.equals(row.stored())
        && handle.execute(
                "update event_journal set event_payload = convert_to(?, 'UTF8')"
                    + " where persistence_id = ? and sequence_number = ?",
                closed,
                row.topic(),
                row.seq())
            > 0;
  }

  /** In transactions of their own. */
  private void snapshots(Handle handle) {
    String topic = "";
    long seq = 0;
    List<Row> rows = rows(handle, NEXT_SNAPSHOTS, topic, seq, SNAPSHOTS);
    while (!rows.isEmpty()) {
      List<Row> batch = rows;
      owner.useTransaction(each -> batch.forEach(row -> sealSnapshot(each, row)));
      topic = rows.getLast().topic();
      seq = rows.getLast().seq();
      rows = rows(handle, NEXT_SNAPSHOTS, topic, seq, SNAPSHOTS);
    }
  }

  private void sealSnapshot(Handle handle, Row row) {
    String closed = closed(row);
    if (!closed.equals(row.stored())) {
      handle.execute(
          "update snapshot set snapshot_payload = convert_to(?, 'UTF8')"
              + " where persistence_id = ? and sequence_number = ?",
          closed,
          row.topic(),
          row.seq());
    }
  }

  private String closed(Row row) {
    return SealedText.isSealed(row.stored())
        ? row.stored()
        : sealing.close(row.topic(), marker.mark(row.topic(), row.manifest(), row.stored()));
  }

  private static String text(Handle handle, String query) {
    return handle.select(query).mapTo(String.class).one();
  }

  private static List<Row> rows(Handle handle, String query, Object... values) {
    return handle
        .select(query, values)
        .map(
            (row, _) ->
                new Row(
                    row.getString("tx"),
                    row.getLong("ordering"),
                    row.getString("persistence_id"),
                    row.getLong("sequence_number"),
                    row.getString(5),
                    row.getString("stored")))
        .list();
  }
}
