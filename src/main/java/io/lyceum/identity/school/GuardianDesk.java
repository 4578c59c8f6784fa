package io.lyceum.identity.school;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * Says who is whose parent. First stored, then told to whoever lets parents in: what fails half-way
 * is mended by asking for the same once more.
 */
public final class GuardianDesk {
  private final Database database;
  private final Clock clock;
  private final GuardianListener listener;

  public GuardianDesk(Database database, Clock clock, GuardianListener listener) {
    this.database = database;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Fails with {@code not_found} for who is not of the school, {@code conflict} for a wrong role.
   */
  CompletionStage<?> link(Caller caller, UserId child, UserId parent, RequestOrigin origin) {
    return database
        .transaction(
            caller.school(),
            handle -> {
              require(handle, caller, child, Role.STUDENT);
              require(handle, caller, parent, Role.PARENT);
              if (Guardians.add(handle, caller.school(), child, parent)) {
                note(handle, caller, child, parent, "guardian.linked", origin);
              }
              return child;
            })
        .thenCompose(_ -> listener.changed(caller.school(), child, parent, true));
  }

  CompletionStage<?> unlink(Caller caller, UserId child, UserId parent, RequestOrigin origin) {
    return database
        .transaction(
            caller.school(),
            handle -> {
              exists(handle, caller, child);
              exists(handle, caller, parent);
              if (Guardians.remove(handle, caller.school(), child, parent)) {
                note(handle, caller, child, parent, "guardian.unlinked", origin);
              }
              return child;
            })
        .thenCompose(_ -> listener.changed(caller.school(), child, parent, false));
  }

  CompletionStage<List<Guardians.Named>> parents(Caller caller, UserId child) {
    return database.transaction(
        caller.school(),
        handle -> {
          exists(handle, caller, child);
          return Guardians.parentsOf(handle, caller.school(), child);
        });
  }

  CompletionStage<List<Guardians.Named>> children(Caller caller) {
    return database.statement(
        caller.school(), handle -> Guardians.childrenOf(handle, caller.school(), caller.user()));
  }

  private static void require(Handle handle, Caller caller, UserId person, Role as) {
    if (exists(handle, caller, person) != as) {
      throw Refusal.of(ErrorCode.CONFLICT, person.value() + " is no " + as.wire() + ".");
    }
  }

  private static Role exists(Handle handle, Caller caller, UserId person) {
    return Guardians.role(handle, caller.school(), person).orElseThrow(GuardianDesk::nobody);
  }

  private void note(
      Handle handle,
      Caller caller,
      UserId child,
      UserId parent,
      String action,
      RequestOrigin origin) {
    AuditEntry entry =
        AuditEntry.account(
            caller.school(), clock.instant(), caller.user().value(), action, child.value());
    AuditChain.append(handle, entry.because("parent " + parent.value()).by(origin));
  }

  private static Refusal nobody() {
    return Refusal.of(ErrorCode.NOT_FOUND, "There is no such person in your school.");
  }
}
