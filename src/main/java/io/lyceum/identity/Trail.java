package io.lyceum.identity;

import io.lyceum.core.Caller;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Clock;

/** Entries of the audit log on what is done to or by an account. */
public record Trail(Clock clock) {
  /** By the person themselves. */
  public AuditEntry own(Person person, String action, RequestOrigin origin) {
    return by(person.id().value(), person, action, origin);
  }

  /** By the person themselves, as their token says. */
  public AuditEntry own(Caller caller, String action, RequestOrigin origin) {
    String id = caller.user().value();
    return AuditEntry.account(caller.school(), clock.instant(), id, action, id).by(origin);
  }

  /** By who has not shown who they are. */
  public AuditEntry anonymous(Person person, String action, RequestOrigin origin) {
    return by("anonymous", person, action, origin);
  }

  public AuditEntry by(String actor, Person person, String action, RequestOrigin origin) {
    return AuditEntry.account(person.school(), clock.instant(), actor, action, person.id().value())
        .by(origin);
  }
}
