package io.lyceum.platform.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One slice of one projection: handles a stretch of the journal at a time and remembers where it
 * is. A stretch without anything for it costs no transaction; how far it has passed such stretches
 * is stored now and then, for reading them once more does no harm. Blocking, and by one thread at a
 * time: runs on virtual threads.
 */
final class ProjectionStep {
  /** How often a position is stored that only saves reading again. */
  private static final long STORE_EVERY = Duration.ofSeconds(1).toNanos();

  private final Handling handling;
  private final Jdbi database;
  private final JournalTail tail;
  private final LongSupplier nanos;
  private final int slice;
  private final int slices;
  private final Offsets offsets;
  private @Nullable JournalPosition position;
  private boolean stored = true;
  private long storedAt;

  ProjectionStep(
      Handling handling,
      Jdbi database,
      JournalTail tail,
      LongSupplier nanos,
      int slice,
      int slices) {
    this.handling = handling;
    this.database = database;
    this.tail = tail;
    this.nanos = nanos;
    this.slice = slice;
    this.slices = slices;
    this.offsets = new Offsets(handling.name(), slice);
    this.storedAt = nanos.getAsLong();
  }

  /**
   * Handles one stretch.
   *
   * @return how many rows of the journal it has moved on; 0 when there are no more
   */
  int run() throws ExecutionException, InterruptedException, TimeoutException {
    JournalPosition from = position == null ? database.inTransaction(offsets::lock) : position;
    position = from;
    JournalTail.Stretch stretch = tail.after(from);
    List<StoredEvent> events = wanted(stretch.rows());
    if (events.isEmpty()) {
      pass(stretch);
      return stretch.rows().size();
    }
    // Read anew from the database, unless this stretch is ours in the end.
    position = null;
    if (handle(from, stretch, events)) {
      position = stretch.end();
      stored();
    }
    return stretch.rows().size();
  }

  private List<StoredEvent> wanted(List<JournalRow> rows) {
    List<StoredEvent> events = new ArrayList<>();
    for (JournalRow row : rows) {
      if (row.isIn(slice, slices) && handling.wants(row)) {
        Optional<StoredEvent> event = row.event();
        event.ifPresent(events::add);
      }
    }
    return events;
  }

  /** False when the events are another instance's, who has stored that it handled them. */
  private boolean handle(
      JournalPosition from, JournalTail.Stretch stretch, List<StoredEvent> events)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (handling.reacts()) {
      if (database.inTransaction(offsets::lock).isAfter(from)) {
        return false;
      }
      handling.before(events);
    }
    return database.inTransaction(
        handle -> {
          boolean ours = !offsets.lock(handle).isAfter(from);
          if (ours) {
            handling.within(handle, events);
            offsets.save(handle, stretch.end());
          }
          return ours;
        });
  }

  private void pass(JournalTail.Stretch stretch) {
    position = stretch.end();
    stored = stored && stretch.rows().isEmpty();
    if (!stored && nanos.getAsLong() - storedAt > STORE_EVERY) {
      database.useTransaction(handle -> offsets.save(handle, stretch.end()));
      stored();
    }
  }

  private void stored() {
    stored = true;
    storedAt = nanos.getAsLong();
  }
}
