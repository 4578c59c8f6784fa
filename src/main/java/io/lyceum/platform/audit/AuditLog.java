package io.lyceum.platform.audit;

import io.lyceum.core.SchoolId;
import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a school's audit log, and notes what has no transaction of its own. */
public final class AuditLog {
  /** Entries on their way at once; a flood of failures must not take every connection. */
  private static final int MOST = 64;

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  private final Database database;
  private final Counter failures;
  private final Semaphore places = new Semaphore(MOST);

  public AuditLog(Database database, MeterRegistry registry) {
    this.database = database;
    this.failures =
        Counter.builder("lyceum.audit.failures")
            .description("Entries of the audit log that could not be written")
            .register(registry);
  }

  /**
   * Writes an entry soon. For what has no fact in the database to go with and must not be waited
   * for, such as a refused sign-in; one that cannot be written is counted.
   */
  public void note(AuditEntry entry) {
    if (!places.tryAcquire()) {
      failed(entry, "too many are on their way");
      return;
    }
    CompletionStage<Void> written =
        database.transaction(
            entry.school(),
            handle -> {
              AuditChain.append(handle, entry);
              return null;
            });
    written.whenComplete(
        (_, failure) -> {
          places.release();
          if (failure != null) {
            failed(entry, failure.toString());
          }
        });
  }

  private void failed(AuditEntry entry, String why) {
    failures.increment();
    log.atError()
        .addKeyValue("action", entry.action())
        .addKeyValue("why", why)
        .log("An entry of the audit log was not written");
  }

  /** The last {@code limit} entries below {@code before}, ascending. */
  static List<AuditRow> page(Handle handle, SchoolId school, long before, int limit) {
    return handle
        .select(
            "select * from audit_entry where school = ? and number < ? order by number desc limit"
                + " ?",
            school.value(),
            before,
            limit)
        .map((row, _) -> AuditRow.read(row))
        .list()
        .reversed();
  }
}
