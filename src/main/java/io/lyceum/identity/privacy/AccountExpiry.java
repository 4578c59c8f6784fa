package io.lyceum.identity.privacy;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Erases people whose accounts have been closed for long enough. */
public final class AccountExpiry implements Expiry {
  private static final int BATCH = 20;

  private final Database database;
  private final BiConsumer<Handle, DataSubject> erasure;
  private final Clock clock;

  /**
   * @param erasure what erases a person, within a transaction of their school
   */
  public AccountExpiry(Database database, BiConsumer<Handle, DataSubject> erasure, Clock clock) {
    this.database = database;
    this.erasure = erasure;
    this.clock = clock;
  }

  @Override
  public Kept kept() {
    return Kept.ACCOUNTS;
  }

  @Override
  public int expire(SchoolId school, Instant before) {
    List<UserId> closed =
        database
            .statement(school, handle -> closed(handle, school, before))
            .toCompletableFuture()
            .join();
    // Each by itself: a lock on the end of the audit log is held until the commit.
    closed.forEach(person -> erase(new DataSubject(school, person)));
    return closed.size();
  }

  private static List<UserId> closed(Handle handle, SchoolId school, Instant before) {
    return handle
        .select(
            "select id from person where school = ? and banned_at < ? order by banned_at limit ?",
            school.value(),
            before.atOffset(ZoneOffset.UTC),
            BATCH)
        .mapTo(String.class)
        .map(UserId::new)
        .list();
  }

  private void erase(DataSubject person) {
    database
        .transaction(
            person.school(),
            handle -> {
              erasure.accept(handle, person);
              AuditChain.append(
                  handle,
                  AuditEntry.account(
                      person.school(),
                      clock.instant(),
                      "system",
                      "account.expired",
                      person.user().value()));
              return person;
            })
        .toCompletableFuture()
        .join();
  }
}
