package io.lyceum.platform.database;

import java.time.Duration;

/**
 * How many connections there are and how long anything may take on them.
 *
 * @param size connections for our own SQL
 * @param journalSize connections for journal and snapshots
 */
public record PoolSettings(
    int size,
    int journalSize,
    Duration connection,
    Duration statement,
    Duration lock,
    Duration idleTransaction) {
  /** The limits as PostgreSQL's start-up options, so that every session has them from its start. */
  String sessionOptions() {
    return "-c statement_timeout="
        + statement.toMillis()
        + " -c lock_timeout="
        + lock.toMillis()
        + " -c idle_in_transaction_session_timeout="
        + idleTransaction.toMillis();
  }
}
