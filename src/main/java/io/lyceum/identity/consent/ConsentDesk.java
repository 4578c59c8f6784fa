package io.lyceum.identity.consent;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.UserId;
import io.lyceum.identity.People;
import io.lyceum.identity.school.Guardians;
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
 * Takes consents and takes them back: from a pupil's guardians, and from who manages guardians, for
 * what the school has on paper.
 */
public final class ConsentDesk {
  /**
   * How it stands with a child.
   *
   * @param missing whether the child may not sign in
   */
  record Standing(boolean missing, List<Consents.Row> history, ConsentText text) {}

  /**
   * What somebody decides, having read that text.
   *
   * @param recording also that lessons are recorded with the child
   */
  record Decision(boolean given, int textVersion, boolean recording) {}

  private final Database database;
  private final Clock clock;

  public ConsentDesk(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** For the child, too. */
  CompletionStage<Standing> look(Caller caller, UserId child) {
    return database.transaction(
        caller.school(),
        handle -> {
          if (!child.equals(caller.user())) {
            check(handle, caller, child);
          }
          return standing(handle, caller, child);
        });
  }

  /** Fails with {@code conflict} when the text that was read is not today's. */
  CompletionStage<Standing> decide(
      Caller caller, UserId child, Decision decision, RequestOrigin origin) {
    return database.transaction(
        caller.school(),
        handle -> {
          check(handle, caller, child);
          if (decision.given() && decision.textVersion() != ConsentText.CURRENT.version()) {
            throw Refusal.of(ErrorCode.CONFLICT, "There is another text now. Read it first.");
          }
          Consents.Row row =
              new Consents.Row(
                  decision.given(),
                  caller.user(),
                  clock.instant(),
                  decision.textVersion(),
                  decision.given() && decision.recording());
          Consents.add(handle, caller.school(), child, row);
          Consents.endSignIns(handle, caller.school());
          AuditChain.append(handle, entry(caller, child, decision).by(origin));
          return standing(handle, caller, child);
        });
  }

  /** Who may not know is not told whether there is such a person. */
  private static void check(Handle handle, Caller caller, UserId child) {
    boolean staff = caller.may(Permission.MANAGE_GUARDIANS);
    boolean guardian =
        caller.may(Permission.FOLLOW_CHILDREN)
            && Guardians.of(handle, caller.school(), child).contains(caller.user());
    if (!staff && !guardian) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "That is for this person's guardians.");
    }
    if (People.byId(handle, child).isEmpty()) {
      throw Refusal.of(ErrorCode.NOT_FOUND, "There is no such person in your school.");
    }
  }

  private static Standing standing(Handle handle, Caller caller, UserId child) {
    return new Standing(
        Consents.isMissing(handle, child),
        Consents.of(handle, caller.school(), child),
        ConsentText.CURRENT);
  }

  private AuditEntry entry(Caller caller, UserId child, Decision decision) {
    return AuditEntry.account(
            caller.school(),
            clock.instant(),
            caller.user().value(),
            decision.given() ? "consent.given" : "consent.withdrawn",
            child.value())
        .because("text " + decision.textVersion() + (decision.recording() ? ", recording" : ""));
  }
}
