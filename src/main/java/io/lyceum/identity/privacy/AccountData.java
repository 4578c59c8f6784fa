package io.lyceum.identity.privacy;

import io.lyceum.identity.People;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The account and all that hangs on it. */
public final class AccountData implements PersonalData {
  private static final int PAGE = 500;

  private final Outbox outbox;

  public AccountData(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return "account";
  }

  @Override
  public void export(Disclosure to) {
    AccountTraces.OF_PERSON.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            list ->
                to.field(
                    list.getKey(),
                    to.read(handle -> AccountTraces.of(handle, to.person(), list.getValue()))));
    to.list("auditLog", out -> auditLog(to, out));
  }

  private static void auditLog(Disclosure to, Consumer<Object> out) {
    long after = 0;
    List<Map<String, Object>> page;
    do {
      long from = after;
      page = to.read(handle -> AccountTraces.audit(handle, to.person(), from, PAGE));
      page.forEach(out);
      after =
          page.isEmpty()
              ? after
              : ((Number) page.getLast().getOrDefault("number", after)).longValue();
    } while (page.size() == PAGE);
  }

  /**
   * Sessions, second factor, links to parents and children, identities elsewhere and the
   * invitations they sent go with the account's row; what knows them by their address goes before
   * it. The audit log stays: it is never changed, and knows people by ids.
   */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    People.byId(transaction, person.user())
        .filter(account -> account.person().school().equals(person.school()))
        .ifPresent(
            account -> {
              AccountTraces.removeByAddress(transaction, person.school(), account.email());
              outbox.removeTo(transaction, account.email());
              People.remove(transaction, person.user());
            });
  }
}
