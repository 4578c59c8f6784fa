package io.lyceum.platform.projection;

import io.lyceum.platform.database.Database;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;

/**
 * One stretch of the journal handled by one projection; gives how many rows it moved on. Blocking:
 * runs on a virtual thread.
 */
final class ProjectionStep {
  /** Rows of one transaction of a projection. */
  private static final int BATCH = 500;

  /** A reaction sends commands, each of which is retried inside for ten seconds. */
  private static final long REACTION_SECONDS = 30;

  /** Handles one stretch. */
  @FunctionalInterface
  interface Step {
    int run(Database database, int slice, int slices)
        throws ExecutionException, InterruptedException, TimeoutException;
  }

  private ProjectionStep() {}

  /** Rows and offset in one transaction: exactly once. */
  static Step of(Projection projection, JournalTail.Decoder decoder) {
    return (database, slice, slices) ->
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  JournalTail tail = new JournalTail(projection.kind(), slice, slices, decoder);
                  JournalTail.Stretch stretch =
                      tail.read(handle, Offsets.lock(handle, projection.name(), slice), BATCH);
                  stretch.events().forEach(event -> projection.apply(handle, event));
                  save(handle, projection.name(), slice, stretch);
                  return stretch.rows();
                });
  }

  /** The offset moves once all reactions to the stretch are done: at least once. */
  static Step of(Reaction reaction, JournalTail.Decoder decoder) {
    return (database, slice, slices) -> {
      JournalTail tail = new JournalTail(reaction.kind(), slice, slices, decoder);
      JournalTail.Stretch stretch =
          database
              .jdbi()
              .inTransaction(
                  handle -> tail.read(handle, Offsets.lock(handle, reaction.name(), slice), BATCH));
      for (StoredEvent event : stretch.events()) {
        CompletionStage<?> done = reaction.react(event);
        done.toCompletableFuture().get(REACTION_SECONDS, TimeUnit.SECONDS);
      }
      database.jdbi().useTransaction(handle -> save(handle, reaction.name(), slice, stretch));
      return stretch.rows();
    };
  }

  private static void save(Handle handle, String name, int slice, JournalTail.Stretch stretch) {
    if (stretch.rows() > 0) {
      Offsets.save(handle, name, slice, stretch.end());
    }
  }
}
