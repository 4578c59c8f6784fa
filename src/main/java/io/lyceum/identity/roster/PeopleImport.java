package io.lyceum.identity.roster;

import io.lyceum.core.Caller;
import io.lyceum.core.UserId;
import io.lyceum.identity.People;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Many accounts at once: all of a table or, when anything is wrong in it, none. */
final class PeopleImport {
  /**
   * What came of a table.
   *
   * @param people how many accounts were made, or would be
   */
  record Outcome(boolean imported, int people, List<PeopleTable.Problem> problems) {}

  private final AccountSurroundings around;
  private final Roster roster;

  PeopleImport(AccountSurroundings around, Roster roster) {
    this.around = around;
    this.roster = roster;
  }

  /**
   * @param dryRun whether nothing is to be made, only looked at
   */
  CompletionStage<Outcome> run(Caller caller, String csv, boolean dryRun, RequestOrigin origin) {
    PeopleTable table = PeopleTable.read(csv);
    return around
        .database()
        .acrossSchools(
            handle -> {
              List<PeopleTable.Problem> problems = new ArrayList<>(table.problems());
              for (PeopleTable.Row row : table.rows()) {
                check(handle, caller, row, problems);
              }
              problems.sort(Comparator.comparingInt(PeopleTable.Problem::line));
              if (dryRun || !problems.isEmpty()) {
                return new Outcome(false, table.rows().size(), problems);
              }
              return insert(handle, caller, table, origin);
            });
  }

  private Outcome insert(Handle handle, Caller caller, PeopleTable table, RequestOrigin origin) {
    for (PeopleTable.Row row : table.rows()) {
      roster.insert(handle, caller, row.person());
    }
    UserId actor = caller.user();
    AuditChain.append(
        handle,
        AuditEntry.account(
                caller.school(), around.clock().instant(), actor.value(), "account.imported", null)
            .because(table.rows().size() + " people")
            .by(origin));
    return new Outcome(true, table.rows().size(), List.of());
  }

  private static void check(
      Handle handle, Caller caller, PeopleTable.Row row, List<PeopleTable.Problem> problems) {
    try {
      Ranks.check(caller, row.person().role());
    } catch (Refusal refusal) {
      problems.add(new PeopleTable.Problem(row.line(), "role", "may not be given by you"));
    }
    if (People.isListed(handle, caller.school(), row.person().email().value())) {
      problems.add(new PeopleTable.Problem(row.line(), "email", "has an account already"));
    }
  }
}
