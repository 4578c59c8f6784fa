package io.lyceum.identity.signin;

import io.lyceum.core.ErrorCode;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.Trail;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.account.SignIn;
import io.lyceum.identity.consent.Consents;
import io.lyceum.identity.password.Passwords.Verdict;
import io.lyceum.identity.registration.Registration;
import io.lyceum.identity.secondfactor.Challenges;
import io.lyceum.identity.session.Device;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in, staying signed in, signing out. A wrong e-mail and a wrong password get the same
 * answer after the same time; what else stands in the way is told to who knows the password.
 */
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  /** Whose password is compared: an account's, else a registration's. */
  private record Found(Optional<People.Account> account, Optional<String> hash) {}

  private final AccountSurroundings around;
  private final Challenges challenges;
  private final Trail trail;

  public Accounts(AccountSurroundings around) {
    this.around = around;
    this.challenges = new Challenges(around.clock());
    this.trail = around.trail();
  }

  /** Fails with {@code unauthenticated} or, after too many failures, {@code rate_limited}. */
  public CompletionStage<SignIn> signIn(String email, String password, Device device) {
    return around
        .database()
        .acrossSchools(
            handle -> {
              around.limits().signIn(handle, email, device.address());
              return find(handle, email);
            })
        .thenCompose(
            found ->
                around
                    .passwords()
                    .check(password, found.hash())
                    .thenApply(
                        verdict -> {
                          Optional<Person> known = found.account().map(People.Account::person);
                          if (verdict == Verdict.WRONG) {
                            noteRefused(known, device.origin());
                            throw refused("E-mail or password is wrong.");
                          }
                          return verdict;
                        })
                    .thenCompose(verdict -> renew(usable(found), password, verdict))
                    .thenCompose(
                        person ->
                            around
                                .database()
                                .transaction(
                                    person.school(),
                                    handle -> {
                                      around.limits().succeeded(handle, email, device.address());
                                      return admit(handle, person, device);
                                    })));
  }

  private Found find(Handle handle, String email) {
    Optional<People.Account> account = People.byEmail(handle, email);
    Optional<String> registered = Registration.password(handle, email, around.now());
    return new Found(account, account.map(People.Account::passwordHash).or(() -> registered));
  }

  private static People.Account usable(Found found) {
    People.Account account =
        found
            .account()
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.FORBIDDEN,
                        "Confirm your e-mail address first: follow the link we sent you."));
    if (account.banned()) {
      throw closed();
    }
    return account;
  }

  /** A hash of another system, or of weaker figures, is replaced while the password is at hand. */
  private CompletionStage<Person> renew(People.Account account, String password, Verdict verdict) {
    if (verdict != Verdict.OUTDATED) {
      return CompletableFuture.completedFuture(account.person());
    }
    Person person = account.person();
    return around
        .passwords()
        .hash(password)
        .thenCompose(
            hash ->
                around
                    .database()
                    .transaction(
                        person.school(),
                        handle -> {
                          People.rehash(handle, person.id(), account.passwordHash(), hash);
                          return person;
                        }));
  }

  /**
   * Lets in whose password, or what stands for it, was right: at once, or by a second factor. Fails
   * with {@code forbidden} when the account is closed.
   */
  public SignIn admit(Handle handle, Person person, Device device) {
    if (People.byId(handle, person.id()).filter(People.Account::banned).isPresent()) {
      throw closed();
    }
    if (Consents.isMissing(handle, person.id())) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "A guardian of yours has to consent first.");
    }
    boolean on = around.secondFactors().status(handle, person.id()).enabled();
    if (on || around.needsSecondFactor(person)) {
      Secret challenge = challenges.begin(handle, person.id());
      return new SignIn.Challenge(challenge.text(), !on, Challenges.LIFETIME.toSeconds());
    }
    Sessions.Held held = around.sessions().begin(handle, person.id(), device);
    AuditChain.append(handle, trail.own(person, "account.signed-in", device.origin()));
    return around.session(person, held);
  }

  private static Refusal closed() {
    return Refusal.of(ErrorCode.FORBIDDEN, "This account is closed. Ask your school.");
  }

  /** Spends a refresh token for a new session; fails with {@code unauthenticated}. */
  public CompletionStage<SignIn.Session> refresh(String refreshToken, Device device) {
    return around
        .database()
        .acrossSchools(
            handle ->
                around
                    .sessions()
                    .goOn(
                        handle,
                        new Secret(refreshToken),
                        device,
                        stolen -> noteStolen(handle, stolen, device.origin()))
                    .flatMap(held -> session(handle, held)))
        .thenApply(
            session -> session.orElseThrow(() -> refused("The session is over. Sign in again.")));
  }

  private Optional<SignIn.Session> session(Handle handle, Sessions.Held held) {
    return People.byId(handle, held.person())
        .filter(account -> !account.banned())
        .map(People.Account::person)
        .filter(person -> !Consents.isMissing(handle, person.id()))
        .filter(
            person ->
                !around.needsSecondFactor(person)
                    || around.secondFactors().status(handle, person.id()).enabled())
        .map(person -> around.session(person, held));
  }

  /** Ends the sign-in a refresh token belongs to; harmless when there is none. */
  public CompletionStage<Void> signOut(String refreshToken, RequestOrigin origin) {
    return around
        .database()
        .acrossSchools(
            handle -> {
              Optional<Sessions.Ended> ended =
                  around.sessions().end(handle, new Secret(refreshToken));
              ended
                  .flatMap(e -> People.byId(handle, e.person()))
                  .ifPresent(
                      account ->
                          AuditChain.append(
                              handle, trail.own(account.person(), "account.signed-out", origin)));
              return ended;
            })
        .thenAccept(ended -> around.tell(ended.stream().toList()));
  }

  /**
   * Not waited for: that the log is written for an account that exists must not show in the time of
   * the answer. Who tries an account that nobody has belongs to no school's log.
   */
  private void noteRefused(Optional<Person> known, RequestOrigin origin) {
    log.atInfo()
        .addKeyValue("user", known.map(Person::id).orElse(null))
        .addKeyValue("request", origin.id())
        .log("A sign-in was refused");
    known.ifPresent(
        person ->
            around
                .audit()
                .note(
                    trail
                        .anonymous(person, "account.sign-in-refused", origin)
                        .because("wrong password")));
  }

  private void noteStolen(Handle handle, Sessions.Ended stolen, RequestOrigin origin) {
    log.atWarn()
        .addKeyValue("user", stolen.person())
        .addKeyValue("request", origin.id())
        .log("A used refresh token came back; its sign-in is over");
    People.byId(handle, stolen.person())
        .ifPresent(
            account -> {
              AuditEntry entry =
                  trail
                      .anonymous(account.person(), "account.signed-out", origin)
                      .because("a used refresh token came back");
              AuditChain.append(handle, entry);
            });
    around.tell(List.of(stolen));
  }

  private static Refusal refused(String message) {
    return Refusal.of(ErrorCode.UNAUTHENTICATED, message);
  }
}
