package io.lyceum.identity.school;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.account.PasswordTokens;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.DatabaseProblem;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.http.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an administrator where nobody is there to do it: for who runs the server. No password is
 * made up; who gets the link chooses one.
 */
public final class Appointment {
  /** Who is to administer which school, which is made when it is not there. */
  public record Wanted(School school, EmailAddress email, String name, Role role) {}

  /**
   * It is done.
   *
   * @param token sets a password, once
   */
  public record Appointed(Person person, boolean newSchool, Secret token, Instant until) {}

  private static final Logger log = LoggerFactory.getLogger(Appointment.class);
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final String ACTOR = "operator";

  private final Sessions sessions;
  private final Clock clock;

  public Appointment(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * In the database that nodes work on. An account of the same address and school gets the role,
   * and is opened.
   *
   * @throws Refusal as {@code conflict} when the address has an account in another school
   * @throws DatabaseProblem when it is not there, or not a node's
   */
  public Appointed appoint(DatabaseAddress address, Wanted wanted) {
    try {
      return Jdbi.create(address.url(), address.user(), address.password())
          .inTransaction(handle -> appoint(handle, wanted));
    } catch (ConnectionException e) {
      throw new DatabaseProblem(
          "The database " + address + " cannot be reached: is a node running?", e);
    } catch (UnableToExecuteStatementException e) {
      throw new DatabaseProblem(
          "The database " + address + " is not a node's: start a node of this release first.", e);
    }
  }

  private Appointed appoint(Handle handle, Wanted wanted) {
    SchoolScope.all(handle);
    SchoolId school = wanted.school().id();
    boolean newSchool = Schools.add(handle, wanted.school());
    if (newSchool) {
      note(handle, school, "school.founded", school.value(), null);
    }
    Person person =
        People.byEmail(handle, wanted.email().value())
            .map(account -> promote(handle, account, wanted))
            .orElseGet(() -> add(handle, wanted));
    Instant until = clock.instant().plus(LIFETIME);
    Secret token = PasswordTokens.begin(handle, person.id(), until.atOffset(ZoneOffset.UTC));
    return new Appointed(person, newSchool, token, until);
  }

  private Person promote(Handle handle, People.Account account, Wanted wanted) {
    Person before = account.person();
    if (!before.school().equals(wanted.school().id())) {
      throw Refusal.of(
          ErrorCode.CONFLICT,
          "This address has an account in the school " + before.school().value() + ".");
    }
    if (before.role() != wanted.role() || account.banned()) {
      People.change(handle, before.id(), before.name(), wanted.role(), false);
      sessions.endAll(handle, before.id(), Optional.empty());
    }
    note(handle, before.school(), "account.role-given", before.id().value(), wanted.role().wire());
    return new Person(before.id(), before.name(), wanted.role(), before.school());
  }

  private Person add(Handle handle, Wanted wanted) {
    UserId id = new UserId(Generators.timeBasedEpochRandomGenerator().generate().toString());
    Person person = new Person(id, wanted.name(), wanted.role(), wanted.school().id());
    if (!People.add(handle, person, wanted.email().value(), People.LOCKED)) {
      throw Refusal.of(ErrorCode.CONFLICT, "Somebody made this account just now. Try again.");
    }
    note(handle, person.school(), "account.made", id.value(), person.role().wire());
    return person;
  }

  private void note(
      Handle handle, SchoolId school, String action, String subject, @Nullable String why) {
    AuditEntry entry = AuditEntry.account(school, clock.instant(), ACTOR, action, subject);
    AuditChain.append(handle, why == null ? entry : entry.because(why));
  }

  /** Says in the log what is to be done while nobody administers anything but the demo. */
  public static void remind(Jdbi jdbi) {
    boolean missing =
        jdbi.inTransaction(
            handle -> {
              SchoolScope.all(handle);
              return handle
                  .select(
                      "select not exists (select from person where role in ('admin',"
                          + " 'school_admin', 'super_admin') and banned_at is null and school <> ?)",
                      DemoPeople.SCHOOL.value())
                  .mapTo(Boolean.class)
                  .one();
            });
    if (missing) {
      log.info("Nobody administers this installation yet: java -jar lyceum.jar admin --help");
    }
  }
}
