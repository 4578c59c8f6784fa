package io.lyceum.identity.door;

import io.lyceum.identity.Person;
import io.lyceum.identity.SignedOut;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.account.PasswordChanges;
import io.lyceum.identity.account.PasswordRoutes;
import io.lyceum.identity.account.SignInLimits;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.identity.mail.Postman;
import io.lyceum.identity.password.Passwords;
import io.lyceum.identity.registration.Registration;
import io.lyceum.identity.registration.RegistrationRoutes;
import io.lyceum.identity.roster.ErasureRoutes;
import io.lyceum.identity.roster.InvitationRoutes;
import io.lyceum.identity.roster.UserRoutes;
import io.lyceum.identity.secondfactor.SecondFactors;
import io.lyceum.identity.session.Device;
import io.lyceum.identity.session.OwnSession;
import io.lyceum.identity.session.SessionRoutes;
import io.lyceum.identity.session.Sessions;
import io.lyceum.identity.signin.Accounts;
import io.lyceum.identity.signin.AuthRoutes;
import io.lyceum.identity.signin.SecondFactorRoutes;
import io.lyceum.identity.signin.SecondStep;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.audit.AuditLog;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.MailSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jdbi.v3.core.Handle;

/** The accounts of an installation: their routes and what works behind them. */
public final class FrontDoor implements AutoCloseable {
  /**
   * What it is built of.
   *
   * @param demo whether the demo accounts are told
   */
  public record Parts(
      Database database,
      Passwords passwords,
      SigningKeys keys,
      Tokens tokens,
      IdentitySettings identity,
      MailSettings mail,
      boolean demo,
      Clock clock,
      MeterRegistry meters) {}

  private final Parts parts;
  private final Optional<Postman> postman;
  private final AccountSurroundings around;
  private final Accounts accounts;

  /**
   * @param listener told whose sign-ins end
   */
  public FrontDoor(Parts parts, SignedOut listener) {
    this.parts = parts;
    Outbox outbox = new Outbox(parts.mail(), seal(Outbox.OWNER), parts.clock());
    this.around =
        new AccountSurroundings(
            parts.database(),
            parts.passwords(),
            parts.tokens(),
            new Sessions(parts.identity(), parts.clock()),
            new SecondFactors(seal("second factor"), parts.clock()),
            outbox,
            new SignInLimits(parts.database(), parts.identity(), new LimitMeters(parts.meters())),
            parts.identity(),
            listener,
            new AuditLog(parts.database(), parts.meters()),
            parts.clock());
    this.accounts = new Accounts(around);
    this.postman = Postman.start(outbox, parts.mail(), parts.database().jdbi(), parts.meters());
  }

  private Seal seal(String purpose) {
    return new Seal(parts.keys().derive(purpose));
  }

  /** Lets somebody in who has been proven elsewhere; what the sign-in answers with. */
  public Object admit(Handle transaction, Person person, HttpRequest request) {
    return AuthRoutes.json(accounts.admit(transaction, person, Device.of(request)));
  }

  public List<ApiRoutes> routes() {
    Tokens tokens = parts.tokens();
    OwnSession own =
        new OwnSession(token -> tokens.verify(token).flatMap(Tokens.Verified::session));
    return List.of(
        new AuthRoutes(accounts, tokens, parts.demo()),
        new SecondFactorRoutes(new SecondStep(around), tokens),
        new RegistrationRoutes(new Registration(around)),
        new PasswordRoutes(new PasswordChanges(around), tokens, own),
        new SessionRoutes(
            around.database(), around.sessions(), tokens, own, around.listener(), around.trail()),
        new UserRoutes(around, tokens),
        new InvitationRoutes(around, tokens));
  }

  /** How a person is erased. */
  public ApiRoutes erasure(BiConsumer<Handle, DataSubject> erasure) {
    return new ErasureRoutes(around, erasure, parts.tokens(), parts.meters());
  }

  @Override
  public void close() {
    postman.ifPresent(Postman::close);
  }
}
