package io.lyceum.identity.account;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.mail.Template;
import io.lyceum.identity.password.PasswordRules;
import io.lyceum.identity.password.Passwords.Verdict;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new password in place of a known one, or of a forgotten one; other sign-ins end with it. */
public final class PasswordChanges {
  private static final Logger log = LoggerFactory.getLogger(PasswordChanges.class);
  private static final Duration RESET = Duration.ofHours(1);

  private final AccountSurroundings around;

  public PasswordChanges(AccountSurroundings around) {
    this.around = around;
  }

  /**
   * Fails with {@code invalid} when the old password is wrong or the new one not good enough.
   *
   * @param session the sign-in that goes on
   */
  public CompletionStage<Void> change(
      Caller caller, Optional<UUID> session, String before, String after, RequestOrigin origin) {
    return around
        .database()
        .transaction(
            caller.school(),
            handle -> {
              Optional<People.Account> found = People.byId(handle, caller.user());
              // Guessing goes by the limits of signing in.
              found.ifPresent(
                  account -> around.limits().signIn(handle, account.email(), origin.address()));
              return found;
            })
        .thenCompose(
            found -> {
              People.Account account =
                  found.orElseThrow(
                      () -> Refusal.of(ErrorCode.NOT_FOUND, "Your account has no password here."));
              return prove(account, before, origin)
                  .thenCompose(_ -> around.passwords().hash(checked("newPassword", after, account)))
                  .thenCompose(hash -> set(account, hash, session, origin));
            });
  }

  private CompletionStage<Verdict> prove(
      People.Account account, String password, RequestOrigin origin) {
    return around
        .passwords()
        .check(password, Optional.of(account.passwordHash()))
        .thenCompose(
            verdict -> {
              if (verdict == Verdict.WRONG) {
                throw new Refusal(Rejection.invalid("oldPassword", "is wrong"));
              }
              return around
                  .database()
                  .transaction(
                      account.person().school(),
                      handle -> {
                        around.limits().succeeded(handle, account.email(), origin.address());
                        return verdict;
                      });
            });
  }

  /** Mails a link, if there is such an account. Not waited for: whether there is must not show. */
  public CompletionStage<Void> forgot(EmailAddress email, RequestOrigin origin) {
    return around
        .limits()
        .mail(email.value(), origin.address())
        .thenAccept(
            _ ->
                around
                    .database()
                    .acrossSchools(handle -> mailLink(handle, email, origin))
                    .exceptionally(
                        failure -> {
                          log.error("A link for a new password could not be sent", failure);
                          return false;
                        }));
  }

  private boolean mailLink(Handle handle, EmailAddress email, RequestOrigin origin) {
    Optional<People.Account> account =
        People.byEmail(handle, email.value()).filter(found -> !found.banned());
    account.ifPresent(
        found -> {
          Secret token =
              PasswordTokens.begin(handle, found.person().id(), around.now().plus(RESET));
          Map<String, String> values = Map.of("link", around.outbox().link("reset", token));
          around.outbox().put(handle, Template.RESET.to(new EmailAddress(found.email()), values));
          AuditChain.append(
              handle, around.trail().anonymous(found.person(), "account.reset-asked", origin));
        });
    return account.isPresent();
  }

  /** Fails with {@code expired} when the token is not good (any more); all sign-ins end. */
  public CompletionStage<Void> reset(Secret token, String password, RequestOrigin origin) {
    return around
        .limits()
        .token(origin.address())
        .thenCompose(
            _ ->
                around
                    .database()
                    .acrossSchools(
                        handle ->
                            PasswordTokens.of(handle, token, around.now())
                                .flatMap(id -> People.byId(handle, id))
                                .filter(account -> !account.banned())
                                .orElseThrow(PasswordChanges::notGood)))
        .thenCompose(
            account ->
                around
                    .passwords()
                    .hash(checked("password", password, account))
                    .thenCompose(hash -> spend(account, token, hash, origin)));
  }

  private CompletionStage<Void> spend(
      People.Account account, Secret token, String hash, RequestOrigin origin) {
    Person person = account.person();
    return around
        .database()
        .transaction(
            person.school(),
            handle -> {
              if (!PasswordTokens.spend(handle, token, person.id())) {
                throw notGood();
              }
              return write(handle, account, hash, Optional.empty(), origin);
            })
        .thenAccept(ended -> around.tellAll(person.id(), ended));
  }

  private CompletionStage<Void> set(
      People.Account account, String hash, Optional<UUID> kept, RequestOrigin origin) {
    return around
        .database()
        .transaction(
            account.person().school(), handle -> write(handle, account, hash, kept, origin))
        .thenAccept(around::tell);
  }

  private List<Sessions.Ended> write(
      Handle handle,
      People.Account account,
      String hash,
      Optional<UUID> kept,
      RequestOrigin origin) {
    People.password(handle, account.person().id(), hash);
    PasswordTokens.forget(handle, account.person().id());
    List<Sessions.Ended> ended = around.sessions().endAll(handle, account.person().id(), kept);
    EmailAddress.parse(account.email())
        .ifPresent(
            to ->
                around
                    .outbox()
                    .put(
                        handle,
                        Template.PASSWORD_CHANGED.to(to, Map.of("link", around.outbox().home()))));
    AuditChain.append(
        handle, around.trail().own(account.person(), "account.password-changed", origin));
    return ended;
  }

  private static String checked(String field, String password, People.Account account) {
    PasswordRules.problem(password, account.email(), account.person().name())
        .ifPresent(
            problem -> {
              throw new Refusal(Rejection.invalid(field, problem));
            });
    return password;
  }

  private static Refusal notGood() {
    return Refusal.of(ErrorCode.EXPIRED, "This link is not good any more. Ask for a new one.");
  }
}
