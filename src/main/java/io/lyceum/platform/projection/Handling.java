package io.lyceum.platform.projection;

import io.lyceum.platform.database.SchoolScope;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * What is done with the events of a stretch: a projection's rows or a reaction's commands.
 *
 * @param kind whose events are wanted; all kinds' if empty
 * @param wanted which of them, by kind and manifest
 * @param reacts whether anything is done {@link #before} the transaction
 */
record Handling(
    String name, String kind, BiPredicate<String, String> wanted, boolean reacts, Way way) {
  /** A reaction sends commands, each of which is retried inside for ten seconds. */
  private static final long REACTION_SECONDS = 30;

  /** How events are handled; both halves may do nothing. */
  private interface Way {
    /** Before the transaction that moves the offset. */
    void before(List<StoredEvent> events)
        throws ExecutionException, InterruptedException, TimeoutException;

    /** In that transaction. */
    void within(Handle transaction, List<StoredEvent> events);
  }

  /** Rows and offset in one transaction: exactly once. */
  static Handling of(Projection projection) {
    return new Handling(
        projection.name(),
        projection.kind(),
        projection::wants,
        false,
        new Way() {
          @Override
          public void before(List<StoredEvent> events) {}

          @Override
          public void within(Handle transaction, List<StoredEvent> events) {
            SchoolScope.all(transaction);
            projection.applyAll(transaction, events);
          }
        });
  }

  /** The offset moves once all reactions to the stretch are done: at least once. */
  static Handling of(Reaction reaction) {
    return new Handling(
        reaction.name(),
        reaction.kind(),
        (_, manifest) -> reaction.wants(manifest),
        true,
        new Way() {
          @Override
          public void before(List<StoredEvent> events)
              throws ExecutionException, InterruptedException, TimeoutException {
            for (StoredEvent event : events) {
              reaction.react(event).toCompletableFuture().get(REACTION_SECONDS, TimeUnit.SECONDS);
            }
          }

          @Override
          public void within(Handle transaction, List<StoredEvent> events) {}
        });
  }

  boolean wants(JournalRow row) {
    String of = row.kind();
    return (kind.isEmpty() || kind.equals(of)) && wanted.test(of, row.manifest());
  }

  void before(List<StoredEvent> events)
      throws ExecutionException, InterruptedException, TimeoutException {
    way.before(events);
  }

  void within(Handle transaction, List<StoredEvent> events) {
    way.within(transaction, events);
  }
}
