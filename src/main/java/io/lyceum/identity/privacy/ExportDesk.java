package io.lyceum.identity.privacy;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.identity.People;
import io.lyceum.identity.consent.Consents;
import io.lyceum.identity.school.Guardians;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.limits.Attempts;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.privacy.DataSubject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Says who may have whose data, and notes that they had it. */
public final class ExportDesk {
  /** An export reads journals: enough for a class's pupils after one another, no more. */
  private static final int MOST = 30;

  private static final Duration WINDOW = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final Attempts attempts;

  public ExportDesk(Database database, Clock clock, LimitMeters meters) {
    this.database = database;
    this.clock = clock;
    this.attempts = new Attempts(Limit.EXPORTS, MOST, WINDOW, meters);
  }

  /**
   * For the person, the parents of a minor and whose role allows it; others are refused, whether
   * there is such a person or not.
   */
  CompletionStage<DataSubject> ask(Caller caller, DataSubject person, RequestOrigin origin) {
    return database.transaction(
        caller.school(),
        handle -> {
          if (!may(handle, caller, person)) {
            throw Refusal.of(Permission.EXPORT_DATA);
          }
          if (People.byId(handle, person.user()).isEmpty()) {
            throw nobody();
          }
          count(handle, caller);
          AuditChain.append(
              handle,
              AuditEntry.account(
                      caller.school(),
                      clock.instant(),
                      caller.user().value(),
                      "account.exported",
                      person.user().value())
                  .by(origin));
          return person;
        });
  }

  private static boolean may(Handle handle, Caller caller, DataSubject person) {
    return caller.user().equals(person.user())
        || caller.may(Permission.EXPORT_DATA)
        || (caller.may(Permission.FOLLOW_CHILDREN)
            && Guardians.of(handle, person.school(), person.user()).contains(caller.user())
            && Consents.mayBeMinor(handle, person.user()));
  }

  private void count(Handle handle, Caller caller) {
    Duration wait = attempts.add(handle, caller.school().value() + " " + caller.user().value());
    if (!wait.isZero()) {
      throw new Refusal(
          new Rejection(ErrorCode.RATE_LIMITED, "Too many exports. Try again later."),
          wait.toMillis());
    }
  }

  private static Refusal nobody() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such person in your school.");
  }
}
