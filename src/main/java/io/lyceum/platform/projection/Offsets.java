package io.lyceum.platform.projection;

import org.jdbi.v3.core.Handle;

/** How far each slice of one projection has come, as stored. */
record Offsets(String projection, int slice) {
  /**
   * Reads the position and locks it for this transaction: a second instance of the same projection
   * waits instead of doing the work twice.
   */
  JournalPosition lock(Handle handle) {
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
        .map((row, _) -> JournalPosition.of(row.getString(1), row.getLong(2)))
        .one();
  }

  /** Moves on, never back. */
  void save(Handle handle, JournalPosition position) {
    handle
        .createUpdate(
            "update projection_offset set tx = cast(:tx as xid8), ordering = :ordering"
                + " where projection = :projection and slice = :slice"
                + " and (tx, ordering) < (cast(:tx as xid8), :ordering)")
        .bind("tx", Long.toUnsignedString(position.tx()))
        .bind("ordering", position.ordering())
        .bind("projection", projection)
        .bind("slice", slice)
        .execute();
  }
}
