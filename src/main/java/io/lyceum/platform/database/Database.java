package io.lyceum.platform.database;

import io.lyceum.core.SchoolId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * SQL for REST and read models: runs on virtual threads, never on an actor's thread. The pool
 * bounds the concurrency.
 *
 * <p>Three doors lead to the tables. Work for a caller names the caller's school and is held to it
 * by the tables' policies; work across schools is the server's own; work that names nothing sees
 * only tables that belong to no school.
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

  /** Runs {@code work} in one transaction that sees and writes this school's rows only. */
  public <T, X extends Exception> CompletionStage<T> transaction(
      SchoolId school, HandleCallback<T, X> work) {
    return transaction(
        handle -> {
          SchoolScope.only(handle, school);
          return work.withHandle(handle);
        });
  }

  /** Runs {@code work}, which is one statement, on this school's rows only; in one turn. */
  public <T, X extends Exception> CompletionStage<T> statement(
      SchoolId school, HandleCallback<T, X> work) {
    return statement(
        handle -> {
          handle.setStatementBuilder(new ScopedStatements(school));
          return work.withHandle(handle);
        });
  }

  /**
   * Runs {@code work} in one transaction that sees and writes every school's rows: where the school
   * is not known yet (signing in) or there are many.
   */
  public <T, X extends Exception> CompletionStage<T> acrossSchools(HandleCallback<T, X> work) {
    return transaction(
        handle -> {
          SchoolScope.all(handle);
          return work.withHandle(handle);
        });
  }

  /** Runs {@code work} in one transaction, on tables that belong to no school. */
  public <T, X extends Exception> CompletionStage<T> transaction(HandleCallback<T, X> work) {
    return run(() -> jdbi.inTransaction(work));
  }

  /**
   * Runs {@code work}, which is one statement, on tables that belong to no school: it needs no
   * transaction around it, nor the two turns that one takes.
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

  /** For work that already runs on a virtual thread; a transaction says its {@link SchoolScope}. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /**
   * Runs {@code work} again and again until the system ends, where blocking work belongs.
   *
   * @param first how long before the first time
   * @param pause between two times
   */
  public void repeat(ActorSystem<?> system, Duration first, Duration pause, Runnable work) {
    Cancellable timer =
        system
            .scheduler()
            .scheduleWithFixedDelay(
                first, pause, () -> blocking.execute(work), system.executionContext());
    system.getWhenTerminated().thenRun(timer::cancel);
  }

  /** Where blocking work belongs: one virtual thread a task. */
  public Executor blocking() {
    return blocking;
  }
}
