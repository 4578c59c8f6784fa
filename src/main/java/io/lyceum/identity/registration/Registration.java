package io.lyceum.identity.registration;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.mail.Template;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Making an account by oneself. It exists as soon as its owner has shown that the address is
 * theirs: by the link in a mail, or by an invitation that came in one. Whether an address has an
 * account already, only its owner is told.
 */
public final class Registration {
  /** Who wants an account. */
  public record Applicant(SchoolId school, String name, EmailAddress email, String password) {}

  /** What the applicant does next. */
  public enum Next {
    VERIFY,
    SIGN_IN
  }

  private record Pending(Person person, String email, String hash) {}

  private static final Logger log = LoggerFactory.getLogger(Registration.class);
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final AccountSurroundings around;

  public Registration(AccountSurroundings around) {
    this.around = around;
  }

  /** The password of the newest registration with an address that has no account yet. */
  public static Optional<String> password(Handle handle, String email, OffsetDateTime now) {
    return handle
        .select(
            "select password_hash from registration where email_key = lower(?) and expires_at >"
                + " ? order by created_at desc limit 1",
            email,
            now)
        .mapTo(String.class)
        .findOne();
  }

  /** Fails with {@code forbidden} when the school takes nobody, or only who is invited. */
  public CompletionStage<Next> register(
      Applicant applicant, Optional<Secret> invitation, RequestOrigin origin) {
    return around
        .limits()
        .mail(applicant.email().value(), origin.address())
        .thenCompose(
            _ ->
                around
                    .database()
                    .transaction(
                        applicant.school(),
                        handle -> admits(handle, applicant.school(), invitation.isPresent())))
        .thenCompose(_ -> around.passwords().hash(applicant.password()))
        .thenCompose(
            hash ->
                around
                    .database()
                    .acrossSchools(
                        handle ->
                            invitation.isPresent()
                                ? accept(handle, applicant, hash, invitation.get(), origin)
                                : ask(handle, applicant, hash)));
  }

  private static boolean admits(Handle handle, SchoolId school, boolean invited) {
    String mode =
        handle
            .select("select registration from school where id = ?", school.value())
            .mapTo(String.class)
            .findOne()
            .orElse("closed");
    boolean open = mode.equals("open") || (mode.equals("invitation") && invited);
    if (!open) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN,
          mode.equals("closed")
              ? "Nobody can register at this school. Ask its administration."
              : "Only who is invited can register at this school.");
    }
    return true;
  }

  /** As much work for an address that is known as for another. */
  private Next ask(Handle handle, Applicant applicant, String hash) {
    boolean known = People.byEmail(handle, applicant.email().value()).isPresent();
    Secret token = Secret.fresh();
    handle.execute("delete from registration where expires_at < ?", around.now());
    handle.execute(
        """
        insert into registration (hash, school, email, name, password_hash, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        token.hash(),
        applicant.school().value(),
        applicant.email().value(),
        applicant.name(),
        hash,
        around.now(),
        around.now().plus(LIFETIME));
    Map<String, String> values =
        Map.of("link", known ? around.outbox().home() : around.outbox().link("verify", token));
    Template template = known ? Template.ALREADY_REGISTERED : Template.VERIFY;
    around.outbox().put(handle, template.to(applicant.email(), values));
    return Next.VERIFY;
  }

  private Next accept(
      Handle handle, Applicant applicant, String hash, Secret invitation, RequestOrigin origin) {
    Role role =
        Invited.spend(handle, invitation, applicant.school(), applicant.email(), around.now())
            .orElseThrow(
                () ->
                    new Refusal(
                        Rejection.invalid(
                            "invitation", "is not for this address, or not good any more")));
    Person person = fresh(applicant.name(), role, applicant.school());
    if (!People.add(handle, person, applicant.email().value(), hash)) {
      throw Refusal.of(ErrorCode.CONFLICT, "This address has an account already. Sign in.");
    }
    AuditChain.append(
        handle, around.trail().own(person, "account.registered", origin).because("by invitation"));
    return Next.SIGN_IN;
  }

  /** The account is there; fails with {@code expired} when the token is not good (any more). */
  public CompletionStage<Void> verify(Secret token, RequestOrigin origin) {
    return around
        .limits()
        .token(origin.address())
        .thenCompose(_ -> around.database().acrossSchools(handle -> make(handle, token, origin)))
        .thenAccept(
            made -> {
              if (!made) {
                throw Refusal.of(
                    ErrorCode.EXPIRED, "This link is not good any more. Register again.");
              }
            });
  }

  private boolean make(Handle handle, Secret token, RequestOrigin origin) {
    Optional<Pending> pending = take(handle, token);
    pending.ifPresent(
        made ->
            handle.execute("delete from registration where email_key = lower(?)", made.email()));
    return pending
        .filter(made -> People.add(handle, made.person(), made.email(), made.hash()))
        .map(
            made -> {
              AuditChain.append(
                  handle, around.trail().own(made.person(), "account.registered", origin));
              return true;
            })
        .orElse(false);
  }

  private Optional<Pending> take(Handle handle, Secret token) {
    return handle
        .select(
            "delete from registration where hash = ? and expires_at > ? returning school, email,"
                + " name, password_hash",
            token.hash(),
            around.now())
        .map(
            (row, _) ->
                new Pending(
                    fresh(
                        row.getString("name"), Role.STUDENT, new SchoolId(row.getString("school"))),
                    row.getString("email"),
                    row.getString("password_hash")))
        .findOne();
  }

  /** Sends the link once more. Not waited for: whether there is one must not show. */
  public CompletionStage<Void> resend(EmailAddress email, RequestOrigin origin) {
    return around.limits().mail(email.value(), origin.address()).thenAccept(_ -> sendAgain(email));
  }

  private void sendAgain(EmailAddress email) {
    Secret token = Secret.fresh();
    CompletionStage<Boolean> sent =
        around
            .database()
            .acrossSchools(
                handle -> {
                  int rows =
                      handle.execute(
                          """
                          update registration set hash = ?, expires_at = ? where hash =
                            (select hash from registration where email_key = lower(?) and expires_at > ?
                             order by created_at desc limit 1)
                            and not exists (select from person where email_key = lower(?) and claimed)
                          """,
                          token.hash(),
                          around.now().plus(LIFETIME),
                          email.value(),
                          around.now(),
                          email.value());
                  if (rows > 0) {
                    String link = around.outbox().link("verify", token);
                    around.outbox().put(handle, Template.VERIFY.to(email, Map.of("link", link)));
                  }
                  return rows > 0;
                });
    sent.exceptionally(
        failure -> {
          log.error("A link could not be sent again", failure);
          return false;
        });
  }

  /** With an id of its own. */
  public static Person fresh(String name, Role role, SchoolId school) {
    String id = Generators.timeBasedEpochRandomGenerator().generate().toString();
    return new Person(new UserId(id), name, role, school);
  }
}
