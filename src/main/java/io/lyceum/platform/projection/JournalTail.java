package io.lyceum.platform.projection;

import io.lyceum.core.TopicId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the journal across topics, in an order in which nothing can appear behind the reader. */
public final class JournalTail {
  /** Reads a stored entry; empty for entries without an event. */
  @FunctionalInterface
  public interface Decoder {
    Optional<StoredEvent> decode(TopicId topic, long seq, String manifest, String json);
  }

  /**
   * A stretch of the journal; {@code end} is where to go on, also past rows that were not asked
   * for.
   */
  record Stretch(List<StoredEvent> events, JournalPosition end, int rows) {}

  /** The payload of rows nobody asked for is not even fetched; they still move the position. */
  private static final String READ =
      """
      select tx::text, ordering, persistence_id, sequence_number, event_ser_manifest,
             case when :kind = '' or split_part(split_part(persistence_id, '|', 2), ':', 1) = :kind
                  then convert_from(event_payload, 'UTF8') end
      from event_journal
      where (tx, ordering) > (cast(:tx as xid8), :ordering) and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by tx, ordering limit :limit
      """;

  private record Row(
      JournalPosition position, TopicId topic, long seq, String manifest, @Nullable String json) {}

  private final String kind;
  private final int slice;
  private final int slices;
  private final Decoder decoder;

  JournalTail(String kind, int slice, int slices, Decoder decoder) {
    this.kind = kind;
    this.slice = slice;
    this.slices = slices;
    this.decoder = decoder;
  }

  Stretch read(Handle handle, JournalPosition after, int limit) {
    List<Row> rows =
        handle
            .createQuery(READ)
            .bind("kind", kind)
            .bind("tx", after.tx())
            .bind("ordering", after.ordering())
            .bind("limit", limit)
            .map(
                (row, _) ->
                    new Row(
                        new JournalPosition(row.getString(1), row.getLong(2)),
                        TopicId.fromKey(row.getString(3)),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)))
            .list();
    List<StoredEvent> events = new ArrayList<>();
    for (Row row : rows) {
      String json = row.json();
      if (json != null && Math.floorMod(row.topic().key().hashCode(), slices) == slice) {
        decoder.decode(row.topic(), row.seq(), row.manifest(), json).ifPresent(events::add);
      }
    }
    return new Stretch(events, rows.isEmpty() ? after : rows.getLast().position(), rows.size());
  }
}
