package io.lyceum.identity.roster;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.account.PasswordTokens;
import io.lyceum.identity.consent.Consents;
import io.lyceum.identity.mail.Template;
import io.lyceum.identity.registration.Registration;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Making accounts, giving roles, closing and opening accounts: within one's school and rank. */
final class Roster {
  /** What becomes of an account; what is empty stays. */
  record Change(
      Optional<String> name,
      Optional<Role> role,
      Optional<Boolean> banned,
      Optional<Integer> birthYear) {}

  /** How long the first link lasts: a holiday long. */
  private static final Duration WELCOME = Duration.ofDays(14);

  private final AccountSurroundings around;

  Roster(AccountSurroundings around) {
    this.around = around;
  }

  /** The people of the caller's school, by name. */
  CompletionStage<List<People.Account>> of(Caller caller) {
    return around
        .database()
        .statement(caller.school(), handle -> People.of(handle, caller.school()));
  }

  /** Who has no password yet gets a mail to choose one. */
  CompletionStage<Person> add(Caller caller, NewPerson fresh, RequestOrigin origin) {
    return around
        .database()
        .transaction(
            caller.school(),
            handle -> {
              Ranks.check(caller, fresh.role());
              if (People.isListed(handle, caller.school(), fresh.email().value())) {
                throw Refusal.of(ErrorCode.CONFLICT, "This address has an account already.");
              }
              Person person = insert(handle, caller, fresh);
              AuditChain.append(
                  handle,
                  around
                      .trail()
                      .by(caller.user().value(), person, "account.made", origin)
                      .because(person.role().wire()));
              return person;
            });
  }

  /**
   * Whether the address has an account in another school the caller is not told: it looks like an
   * account that is not used yet, and whose address it is learns why by mail.
   */
  Person insert(Handle handle, Caller caller, NewPerson fresh) {
    Person person = Registration.fresh(fresh.name(), fresh.role(), caller.school());
    String hash = fresh.passwordHash().orElse(People.LOCKED);
    if (!People.add(handle, person, fresh.email().value(), hash)) {
      People.addUnclaimed(handle, person, fresh.email().value());
      Map<String, String> values = Map.of("link", around.outbox().home());
      around.outbox().put(handle, Template.ACCOUNT_ELSEWHERE.to(fresh.email(), values));
    } else if (fresh.passwordHash().isEmpty()) {
      welcome(handle, person, fresh.email());
    }
    fresh.birthYear().ifPresent(year -> Consents.born(handle, person.id(), year));
    return person;
  }

  private void welcome(Handle handle, Person person, EmailAddress email) {
    OffsetDateTime until = around.now().plus(WELCOME);
    Secret token = PasswordTokens.begin(handle, person.id(), until);
    Map<String, String> values =
        Map.of(
            "link", around.outbox().link("reset", token),
            "until", until.toLocalDate().toString(),
            "home", around.outbox().home());
    around.outbox().put(handle, Template.WELCOME.to(email, values));
  }

  /**
   * A new role and a closed account end the person's sign-ins, so that nothing goes on with what is
   * no longer true.
   */
  CompletionStage<People.Account> change(
      Caller caller, String id, Change change, RequestOrigin origin) {
    record Done(People.Account account, boolean ends, List<Sessions.Ended> ended) {}
    return around
        .database()
        .transaction(
            caller.school(),
            handle -> {
              if (id.equals(caller.user().value())) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "Somebody else must change your account.");
              }
              People.Account before = find(handle, caller, id);
              change.role().ifPresent(role -> Ranks.check(caller, role));
              People.change(
                  handle,
                  before.person().id(),
                  change.name().orElse(before.person().name()),
                  change.role().orElse(before.person().role()),
                  change.banned().orElse(before.banned()));
              change.birthYear().ifPresent(year -> born(handle, before.person(), year));
              People.Account after =
                  People.byId(handle, before.person().id()).orElseThrow(Roster::unknown);
              boolean ends =
                  after.person().role() != before.person().role()
                      || (after.banned() && !before.banned());
              List<Sessions.Ended> ended =
                  ends
                      ? around.sessions().endAll(handle, after.person().id(), Optional.empty())
                      : List.of();
              note(handle, caller, before, after, origin);
              return new Done(after, ends, ended);
            })
        .thenApply(
            done -> {
              if (done.ends()) {
                around.tellAll(done.account().person().id(), done.ended());
              }
              return done.account();
            });
  }

  /** For who has lost the authenticator and the recovery codes. */
  CompletionStage<Map<String, String>> resetSecondFactor(
      Caller caller, String id, RequestOrigin origin) {
    return around
        .database()
        .transaction(
            caller.school(),
            handle -> {
              People.Account account = find(handle, caller, id);
              around.secondFactors().remove(handle, account.person().id());
              AuditChain.append(
                  handle,
                  around
                      .trail()
                      .by(
                          caller.user().value(),
                          account.person(),
                          "account.second-factor-off",
                          origin));
              return Map.<String, String>of();
            });
  }

  /** May make them a minor, and then they want a consent. */
  private static void born(Handle handle, Person person, int year) {
    Consents.born(handle, person.id(), year);
    Consents.endSignIns(handle, person.school());
  }

  private static People.Account find(Handle handle, Caller caller, String id) {
    People.Account account =
        UserId.parse(id)
            .flatMap(user -> People.byId(handle, user))
            .filter(found -> found.person().school().equals(caller.school()))
            .orElseThrow(Roster::unknown);
    Ranks.check(caller, account.person().role());
    return account;
  }

  private void note(
      Handle handle,
      Caller caller,
      People.Account before,
      People.Account after,
      RequestOrigin origin) {
    String actor = caller.user().value();
    Person person = after.person();
    if (before.banned() != after.banned()) {
      String action = after.banned() ? "account.closed" : "account.opened";
      AuditChain.append(handle, around.trail().by(actor, person, action, origin));
    }
    if (before.person().role() != person.role()) {
      AuditChain.append(
          handle,
          around
              .trail()
              .by(actor, person, "account.role-given", origin)
              .because(before.person().role().wire() + " to " + person.role().wire()));
    }
    if (!before.person().name().equals(person.name())) {
      AuditChain.append(handle, around.trail().by(actor, person, "account.renamed", origin));
    }
  }

  private static Refusal unknown() {
    return new Refusal(new Rejection(ErrorCode.NOT_FOUND, "There is no such person."));
  }
}
