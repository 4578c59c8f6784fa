package io.lyceum.identity.account;

import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.UserId;
import io.lyceum.identity.DemoPeople;
import io.lyceum.identity.Person;
import io.lyceum.identity.SignedOut;
import io.lyceum.identity.Trail;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.identity.password.Passwords;
import io.lyceum.identity.secondfactor.SecondFactors;
import io.lyceum.identity.session.Sessions;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.audit.AuditLog;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What all that is done with accounts needs. */
public record AccountSurroundings(
    Database database,
    Passwords passwords,
    Tokens tokens,
    Sessions sessions,
    SecondFactors secondFactors,
    Outbox outbox,
    SignInLimits limits,
    IdentitySettings settings,
    SignedOut listener,
    AuditLog audit,
    Clock clock) {
  public Trail trail() {
    return new Trail(clock);
  }

  public OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Ends all sockets of a person whose every sign-in has ended, and the tokens of those. */
  public void tellAll(UserId person, List<Sessions.Ended> ended) {
    tell(ended);
    listener.signedOut(person, Optional.empty());
  }

  /** Ends the sockets of what has ended; to be called when that is written. */
  public void tell(List<Sessions.Ended> ended) {
    ended.forEach(e -> listener.signedOut(e.person(), Optional.of(e.session())));
  }

  /** Whether an account like this may not be without a second factor. */
  public boolean needsSecondFactor(Person person) {
    return settings.secondFactorForAdmins()
        && Permissions.of(person.role()).contains(Permission.MANAGE_PEOPLE)
        && !person.school().equals(DemoPeople.SCHOOL);
  }

  /** What a sign-in answers with. */
  public SignIn.Session session(Person person, Sessions.Held held) {
    return new SignIn.Session(
        tokens.issue(person.caller(), held.session()),
        held.refreshToken().text(),
        settings.accessLifetime().toSeconds(),
        person);
  }
}
