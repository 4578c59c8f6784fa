package io.lyceum.platform.database;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * SQL for REST and read models: runs on virtual threads, never on an actor's thread. The pool
 * bounds the concurrency.
 */
public final class Database {
  private final Jdbi jdbi;
  private final Executor blocking;

  public Database(DataSource pool, Executor blocking) {
    this.jdbi = Jdbi.create(pool);
    // A failure names its statement, never the values: they may be a key or what somebody wrote.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(
            failure ->
                failure.getShortMessage()
                    + Optional.ofNullable(failure.getStatementContext())
                        .map(context -> " in: " + context.getRawSql())
                        .orElse(""));
    this.blocking = blocking;
  }

  /** Runs {@code work} in one transaction. */
  public <T, X extends Exception> CompletionStage<T> transaction(HandleCallback<T, X> work) {
    return run(() -> jdbi.inTransaction(work));
  }

  /**
   * Runs {@code work}, which is one statement: it needs no transaction around it, nor the two turns
   * that one takes.
   */
  public <T, X extends Exception> CompletionStage<T> statement(HandleCallback<T, X> work) {
    return run(() -> jdbi.withHandle(work));
  }

  private <T> CompletionStage<T> run(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        blocking);
  }

  /** Completes when the database answers. */
  public CompletionStage<?> ping() {
    return statement(handle -> handle.execute("select 1"));
  }

  /** For work that already runs on a virtual thread. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** Where blocking work belongs: one virtual thread a task. */
  public Executor blocking() {
    return blocking;
  }
}
