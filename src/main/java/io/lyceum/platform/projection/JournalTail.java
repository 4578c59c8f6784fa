package io.lyceum.platform.projection;

import io.lyceum.core.TopicId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal across topics, in an order in which nothing can appear behind the reader, once
 * for all projections of a node: those that are level ask for the same stretch, and the last few
 * are kept.
 */
public final class JournalTail {
  /** Reads a stored entry; empty for entries without an event. */
  @FunctionalInterface
  public interface Decoder {
    Optional<StoredEvent> decode(TopicId topic, long seq, String manifest, String json);
  }

  /** Consecutive rows; {@code end} is where to go on. */
  record Stretch(List<JournalRow> rows, JournalPosition end) {}

  /** Rows of one stretch. */
  static final int ROWS = 500;

  /** Stretches kept for projections that are a little behind the others. */
  private static final int KEPT = 8;

  /** All who ask at once are told the same; they ask again soon enough. */
  private static final long END_HOLDS = Duration.ofMillis(5).toNanos();

  /** Ordered by the table's own columns: a result column {@code tx} would be sorted as text. */
  private static final String READ =
      """
      select j.tx::text, j.ordering, j.persistence_id, j.sequence_number, j.event_ser_manifest,
             convert_from(j.event_payload, 'UTF8')
      from event_journal j
      where (j.tx, j.ordering) > (cast(:tx as xid8), :ordering) and j.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by j.tx, j.ordering limit :limit
      """;

  private final Jdbi database;
  private final Decoder decoder;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();

  /** By where they begin; what was read stands for ever, so it never has to be read again. */
  private final Map<JournalPosition, Stretch> kept = new LinkedHashMap<>();

  /** Where nothing followed when last looked, until there is news. */
  private @Nullable JournalPosition end;

  private long endFoundAt;
  private long endFoundBefore;

  /** How often there was news. */
  private final AtomicLong written = new AtomicLong();

  JournalTail(Jdbi database, Decoder decoder, LongSupplier nanos) {
    this.database = database;
    this.decoder = decoder;
    this.nanos = nanos;
  }

  /**
   * What follows {@code after}, as far as one stretch goes. Blocking; others who ask meanwhile wait
   * and find what this one read.
   */
  Stretch after(JournalPosition after) {
    lock.lock();
    try {
      Stretch known = kept.get(after);
      if (known != null) {
        return known;
      }
      long before = written.get();
      if (after.equals(end)
          && endFoundBefore == before
          && nanos.getAsLong() - endFoundAt < END_HOLDS) {
        return new Stretch(List.of(), after);
      }
      Stretch read = read(after);
      if (read.rows().isEmpty()) {
        end = after;
        endFoundAt = nanos.getAsLong();
        endFoundBefore = before;
      } else {
        kept.put(after, read);
        if (kept.size() > KEPT) {
          kept.remove(kept.keySet().iterator().next());
        }
      }
      return read;
    } finally {
      lock.unlock();
    }
  }

  /** Something was written on this node. */
  void news() {
    written.incrementAndGet();
  }

  private Stretch read(JournalPosition after) {
    List<JournalRow> rows =
        database.withHandle(
            handle ->
                handle
                    .createQuery(READ)
                    .bind("tx", Long.toUnsignedString(after.tx()))
                    .bind("ordering", after.ordering())
                    .bind("limit", ROWS)
                    .map(
                        (row, _) ->
                            new JournalRow(
                                JournalPosition.of(row.getString(1), row.getLong(2)),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                decoder))
                    .list());
    return new Stretch(rows, rows.isEmpty() ? after : rows.getLast().position());
  }
}
