package io.lyceum.identity.signin;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.identity.Trail;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.account.SignIn;
import io.lyceum.identity.mail.Template;
import io.lyceum.identity.secondfactor.Challenges;
import io.lyceum.identity.secondfactor.QrImage;
import io.lyceum.identity.secondfactor.SecondFactors;
import io.lyceum.identity.session.Device;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The second factor: setting it up, signing in with it, taking it away. */
public final class SecondStep {
  /**
   * What an authenticator is fed with.
   *
   * @param uri the same for an app on the same device
   * @param qr the same for another device's camera, an image's address
   */
  public record Seed(String seed, String uri, String qr) {
    static Seed of(String seed, String uri) {
      return new Seed(seed, uri, QrImage.of(uri));
    }
  }

  /**
   * It is on. The codes are told this once.
   *
   * @param session when it was set up on the way in
   */
  public record Confirmed(List<String> recoveryCodes, SignIn.@Nullable Session session) {}

  /** Kept apart from what is thrown: a wrong code must be counted, so its transaction commits. */
  private sealed interface Result<T> {
    record Done<T>(T value) implements Result<T> {}

    record Refused<T>(Refusal refusal) implements Result<T> {}
  }

  private final AccountSurroundings around;
  private final SecondFactors factors;
  private final Challenges challenges;
  private final Trail trail;

  public SecondStep(AccountSurroundings around) {
    this.around = around;
    this.factors = around.secondFactors();
    this.challenges = new Challenges(around.clock());
    this.trail = around.trail();
  }

  /** The other half of a sign-in. */
  public CompletionStage<SignIn.Session> signIn(String challenge, String code, Device device) {
    return run(
        handle ->
            held(
                handle,
                challenge,
                person ->
                    switch (factors.check(handle, person.id(), code)) {
                      case RIGHT -> new Result.Done<>(enter(handle, challenge, person, device));
                      case WRONG -> wrong(handle, person, device.origin());
                      case LOCKED -> locked(handle, person, device.origin());
                    }));
  }

  /** A seed for who must set it up before anything else. */
  public CompletionStage<Seed> setUp(String challenge) {
    return run(handle -> held(handle, challenge, person -> begin(handle, person)));
  }

  /** The first code of who must set it up; they are in. */
  public CompletionStage<Confirmed> confirm(String challenge, String code, Device device) {
    return run(
        handle ->
            held(
                handle,
                challenge,
                person ->
                    confirm(
                        handle,
                        person,
                        code,
                        device.origin(),
                        () -> enter(handle, challenge, person, device))));
  }

  public CompletionStage<SecondFactors.Status> status(Caller caller) {
    return around
        .database()
        .transaction(caller.school(), handle -> factors.status(handle, caller.user()));
  }

  public CompletionStage<Seed> setUp(Caller caller) {
    return run(caller.school(), handle -> begin(handle, person(handle, caller.user())));
  }

  public CompletionStage<Confirmed> confirm(Caller caller, String code, RequestOrigin origin) {
    return run(
        caller.school(),
        handle -> confirm(handle, person(handle, caller.user()), code, origin, () -> null));
  }

  /** By a code; not by who must have one. */
  public CompletionStage<Map<String, String>> disable(
      Caller caller, String code, RequestOrigin origin) {
    return run(
        caller.school(),
        handle -> {
          Person person = person(handle, caller.user());
          if (around.needsSecondFactor(person)) {
            return new Result.Refused<>(
                Refusal.of(ErrorCode.FORBIDDEN, "Your account must have a second factor."));
          }
          return switch (factors.check(handle, person.id(), code)) {
            case RIGHT -> {
              factors.remove(handle, person.id());
              note(handle, person, "account.second-factor-off", origin);
              yield new Result.Done<>(Map.of());
            }
            case WRONG -> wrong(handle, person, origin);
            case LOCKED -> locked(handle, person, origin);
          };
        });
  }

  private SignIn.Session enter(Handle handle, String challenge, Person person, Device device) {
    challenges.spend(handle, new Secret(challenge));
    Sessions.Held held = around.sessions().begin(handle, person.id(), device);
    AuditChain.append(
        handle, trail.own(person, "account.signed-in", device.origin()).because("second factor"));
    return around.session(person, held);
  }

  private Result<Seed> begin(Handle handle, Person person) {
    Optional<String> seed = factors.begin(handle, person.id());
    if (seed.isEmpty()) {
      return new Result.Refused<>(
          Refusal.of(ErrorCode.CONFLICT, "Your account has a second factor already."));
    }
    String label =
        URLEncoder.encode(around.settings().issuer(), StandardCharsets.UTF_8).replace("+", "%20");
    String name = URLEncoder.encode(person.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return new Result.Done<>(
        Seed.of(
            seed.get(),
            "otpauth://totp/" + label + ":" + name + "?secret=" + seed.get() + "&issuer=" + label));
  }

  private Result<Confirmed> confirm(
      Handle handle,
      Person person,
      String code,
      RequestOrigin origin,
      Supplier<SignIn.@Nullable Session> then) {
    Optional<List<String>> codes = factors.confirm(handle, person.id(), code);
    if (codes.isEmpty()) {
      return wrong(handle, person, origin);
    }
    note(handle, person, "account.second-factor-on", origin);
    return new Result.Done<>(new Confirmed(codes.get(), then.get()));
  }

  private void note(Handle handle, Person person, String action, RequestOrigin origin) {
    Template template =
        action.endsWith("on") ? Template.SECOND_FACTOR_ON : Template.SECOND_FACTOR_OFF;
    People.byId(handle, person.id())
        .flatMap(account -> EmailAddress.parse(account.email()))
        .ifPresent(
            to ->
                around
                    .outbox()
                    .put(handle, template.to(to, Map.of("link", around.outbox().home()))));
    AuditChain.append(handle, trail.own(person, action, origin));
  }

  private <T> Result<T> held(Handle handle, String challenge, Function<Person, Result<T>> inner) {
    return challenges
        .hold(handle, new Secret(challenge))
        .flatMap(id -> People.byId(handle, id))
        .filter(account -> !account.banned())
        .map(account -> inner.apply(account.person()))
        .orElseGet(
            () ->
                new Result.Refused<>(
                    Refusal.of(ErrorCode.UNAUTHENTICATED, "That took too long. Sign in again.")));
  }

  private <T> Result<T> wrong(Handle handle, Person person, RequestOrigin origin) {
    AuditChain.append(
        handle, trail.anonymous(person, "account.sign-in-refused", origin).because("wrong code"));
    return new Result.Refused<>(new Refusal(Rejection.invalid("code", "is wrong or was used")));
  }

  private <T> Result<T> locked(Handle handle, Person person, RequestOrigin origin) {
    AuditChain.append(
        handle,
        trail.anonymous(person, "account.sign-in-refused", origin).because("too many codes"));
    return new Result.Refused<>(
        new Refusal(
            new Rejection(ErrorCode.RATE_LIMITED, "Too many wrong codes. Try again later."),
            SecondFactors.LOCK.toMillis()));
  }

  private <T> CompletionStage<T> run(Function<Handle, Result<T>> work) {
    return around.database().acrossSchools(work::apply).thenApply(SecondStep::value);
  }

  private <T> CompletionStage<T> run(SchoolId school, Function<Handle, Result<T>> work) {
    return around.database().transaction(school, work::apply).thenApply(SecondStep::value);
  }

  private static <T> T value(Result<T> result) {
    return switch (result) {
      case Result.Done<T>(T value) -> value;
      case Result.Refused<T>(Refusal refusal) -> throw refusal;
    };
  }

  private static Person person(Handle handle, UserId id) {
    return People.byId(handle, id)
        .map(People.Account::person)
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "Your account has no password here."));
  }
}
