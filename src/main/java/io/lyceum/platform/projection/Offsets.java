package io.lyceum.platform.projection;

import org.jdbi.v3.core.Handle;

/** How far each projection has come. */
final class Offsets {
  private Offsets() {}

  /**
   * Reads the position and locks it for this transaction: a second instance of the same projection
   * waits instead of doing the work twice.
   */
  static JournalPosition lock(Handle handle, String projection, int slice) {
    handle.execute(
        "insert into projection_offset (projection, slice, tx, ordering) values (?, ?, '0', 0) on"
            + " conflict do nothing",
        projection,
        slice);
    return handle
        .createQuery(
            "select tx::text, ordering from projection_offset where projection = :projection and"
                + " slice = :slice for update")
        .bind("projection", projection)
        .bind("slice", slice)
        .map((row, _) -> new JournalPosition(row.getString(1), row.getLong(2)))
        .one();
  }

  static void save(Handle handle, String projection, int slice, JournalPosition position) {
    handle
        .createUpdate(
            "update projection_offset set tx = cast(:tx as xid8), ordering = :ordering"
                + " where projection = :projection and slice = :slice")
        .bind("tx", position.tx())
        .bind("ordering", position.ordering())
        .bind("projection", projection)
        .bind("slice", slice)
        .execute();
  }
}
