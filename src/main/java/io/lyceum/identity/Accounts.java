package io.lyceum.identity;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.audit.AuditLog;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in, staying signed in, signing out. A wrong e-mail and a wrong password get the same
 * answer after the same time.
 */
public final class Accounts {
  /**
   * What a sign-in gives.
   *
   * @param expiresIn seconds the access token is good for
   */
  public record Session(String accessToken, String refreshToken, long expiresIn, Person user) {}

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final Database database;
  private final Passwords passwords;
  private final Tokens tokens;
  private final RefreshTokens refreshTokens;
  private final LoginLimits limits;
  private final SharedAttempts attempts;
  private final IdentitySettings settings;
  private final SignedOut listener;
  private final AuditLog audit;
  private final Clock clock;

  public Accounts(
      Database database,
      Passwords passwords,
      Tokens tokens,
      IdentitySettings settings,
      Clock clock,
      SignedOut listener,
      AuditLog audit,
      LimitMeters meters) {
    this.database = database;
    this.passwords = passwords;
    this.tokens = tokens;
    this.refreshTokens = new RefreshTokens(settings, clock);
    this.limits = new LoginLimits(settings, clock);
    this.attempts = new SharedAttempts(settings, meters);
    this.settings = settings;
    this.listener = listener;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fails with {@code unauthenticated} or, after too many failures, {@code rate_limited}. */
  public CompletionStage<Session> signIn(String email, String password, RequestOrigin origin) {
    String account = email.toLowerCase(Locale.ROOT);
    Duration wait = limits.tryNow(account, origin.address());
    if (!wait.isZero()) {
      log.atInfo().addKeyValue("waitMs", wait.toMillis()).log("A sign-in was refused: too many");
      return CompletableFuture.failedFuture(
          new Refusal(
              new Rejection(ErrorCode.RATE_LIMITED, "Too many failed attempts. Try again later."),
              wait.toMillis()));
    }
    return database
        .acrossSchools(
            handle -> {
              attempts.add(handle, account, origin.address());
              return People.byEmail(handle, email);
            })
        .thenCompose(
            found ->
                passwords
                    .matches(password, found.map(People.Account::passwordHash))
                    .thenApply(
                        matches -> {
                          if (!matches) {
                            noteRefused(found.map(People.Account::person), origin);
                          }
                          return matches ? found : Optional.<People.Account>empty();
                        }))
        .thenCompose(
            found -> {
              Person person =
                  found.orElseThrow(() -> refused("E-mail or password is wrong.")).person();
              limits.succeeded(account, origin.address());
              return database.transaction(
                  person.school(),
                  handle -> {
                    attempts.succeeded(handle, account, origin.address());
                    return begin(handle, person, origin);
                  });
            });
  }

  /** A session for somebody who has been proven in another way than by a password. */
  public Session begin(Handle handle, Person person, RequestOrigin origin) {
    RefreshTokens.Held held = refreshTokens.begin(handle, person.id());
    AuditChain.append(handle, entry(person, person.id().value(), "account.signed-in", origin));
    return session(person, held);
  }

  /** Spends a refresh token for a new session; fails with {@code unauthenticated}. */
  public CompletionStage<Session> refresh(String refreshToken, RequestOrigin origin) {
    return database
        .acrossSchools(
            handle ->
                refreshTokens
                    .rotate(handle, refreshToken, stolen -> noteStolen(handle, stolen, origin))
                    .flatMap(
                        held ->
                            People.byId(handle, held.person())
                                .map(person -> session(person, held))))
        .thenApply(
            session -> session.orElseThrow(() -> refused("The session is over. Sign in again.")));
  }

  /** Ends the sign-in a refresh token belongs to; harmless when there is none. */
  public CompletionStage<Void> signOut(String refreshToken, RequestOrigin origin) {
    return database
        .acrossSchools(
            handle ->
                refreshTokens.end(
                    handle, refreshToken, ended -> noteSignedOut(handle, ended, origin)))
        .thenAccept(
            ended ->
                ended.ifPresent(e -> listener.signedOut(e.person(), Optional.of(e.session()))));
  }

  /** The people of the caller's school, by name. */
  public CompletionStage<List<Person>> schoolOf(Caller caller) {
    return database.statement(caller.school(), handle -> People.of(handle, caller.school()));
  }

  private Session session(Person person, RefreshTokens.Held held) {
    return new Session(
        tokens.issue(person.caller(), held.session()),
        held.token(),
        settings.accessLifetime().toSeconds(),
        person);
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
            audit.note(
                entry(person, "anonymous", "account.sign-in-refused", origin)
                    .because("wrong password")));
  }

  private void noteStolen(Handle handle, UserId whose, RequestOrigin origin) {
    log.atWarn()
        .addKeyValue("user", whose)
        .addKeyValue("request", origin.id())
        .log("A used refresh token came back; its sign-in is over");
    People.byId(handle, whose)
        .ifPresent(
            person ->
                AuditChain.append(
                    handle,
                    entry(person, "anonymous", "account.signed-out", origin)
                        .because("a used refresh token came back")));
  }

  private void noteSignedOut(Handle handle, UserId whose, RequestOrigin origin) {
    People.byId(handle, whose)
        .ifPresent(
            person ->
                AuditChain.append(
                    handle, entry(person, whose.value(), "account.signed-out", origin)));
  }

  private AuditEntry entry(Person person, String actor, String action, RequestOrigin origin) {
    return AuditEntry.account(person.school(), clock.instant(), actor, action, person.id().value())
        .by(origin);
  }

  private static Refusal refused(String message) {
    return Refusal.of(ErrorCode.UNAUTHENTICATED, message);
  }
}
