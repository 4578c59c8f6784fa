package io.lyceum.identity.external;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.core.ErrorCode;
import io.lyceum.identity.Person;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.settings.ProviderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose account an ID token opens: the one it is linked to, else the one with its verified e-mail
 * address in the provider's school, else a new one where the provider's settings allow that. Each
 * ID token is good for once, on all nodes.
 */
public final class ExternalSignIn {
  private static final Logger log = LoggerFactory.getLogger(ExternalSignIn.class);

  private final List<Provider> providers;
  private final Database database;
  private final Admission admission;
  private final Clock clock;
  private final MeterRegistry meters;

  public ExternalSignIn(
      List<ProviderSettings> settings,
      Database database,
      Admission admission,
      Clock clock,
      MeterRegistry meters) {
    Web web = new Web();
    this.providers = settings.stream().map(one -> new Provider(one, web, clock)).toList();
    this.database = database;
    this.admission = admission;
    this.clock = clock;
    this.meters = meters;
  }

  List<ProviderSettings> providers() {
    return providers.stream().map(Provider::settings).toList();
  }

  /** Fails with {@code not_found}. */
  Provider provider(String name) {
    return providers.stream()
        .filter(one -> one.settings().name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such provider of identities."));
  }

  /**
   * A session for an ID token.
   *
   * @param nonce as it was sent to the provider
   */
  CompletionStage<Object> exchange(String token, @Nullable String nonce, HttpRequest request) {
    return CompletableFuture.supplyAsync(() -> issuerOf(token), database.blocking())
        .thenApplyAsync(
            provider -> new Proven(provider.settings(), provider.verify(token, nonce)),
            database.blocking())
        .thenCompose(
            proven ->
                database.transaction(
                    proven.provider().school(),
                    handle ->
                        admission.admit(
                            handle, person(handle, proven, RequestOrigin.of(request)), request)));
  }

  /** Somebody whom a provider has proven to be who they are. */
  record Proven(ProviderSettings provider, IdToken token) {}

  /** Only chosen by what the token claims; what counts is whether that one's keys prove it. */
  private Provider issuerOf(String token) {
    try {
      JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
      return Optional.ofNullable(claims).stream()
          .flatMap(
              claimed ->
                  providers.stream()
                      .filter(
                          one ->
                              one.settings().issuer().toString().equals(claimed.getIssuer())
                                  && claimed.getAudience().contains(one.settings().clientId())))
          .findFirst()
          .orElseThrow(Provider::notGood);
    } catch (ParseException | IllegalArgumentException e) {
      throw Provider.notGood();
    }
  }

  /** Whose account it opens; fails with {@code unauthenticated} or {@code forbidden}. */
  Person person(Handle handle, Proven proven, RequestOrigin origin) {
    String name = proven.provider().name();
    if (!ExternalTable.spend(handle, proven.token(), clock.instant())) {
      count(name, "used");
      throw Provider.notGood();
    }
    Optional<Person> person =
        linked(handle, proven)
            .or(() -> found(handle, proven, origin))
            .or(() -> made(handle, proven, origin));
    count(name, person.isPresent() ? "accepted" : "unknown");
    return person.orElseThrow(
        () -> {
          log.atInfo()
              .addKeyValue("provider", name)
              .addKeyValue("request", origin.id())
              .log("Somebody without an account was proven by a provider");
          return Refusal.of(
              ErrorCode.FORBIDDEN, "There is no account for you here. Ask your school.");
        });
  }

  private static Optional<Person> linked(Handle handle, Proven proven) {
    return ExternalTable.linked(
        handle, issuer(proven), proven.token().subject(), proven.provider().school());
  }

  private Optional<Person> found(Handle handle, Proven proven, RequestOrigin origin) {
    return proven
        .token()
        .email()
        .flatMap(email -> ExternalTable.byEmail(handle, proven.provider().school(), email))
        .filter(person -> link(handle, proven, person, "account.linked", origin));
  }

  private Optional<Person> made(Handle handle, Proven proven, RequestOrigin origin) {
    IdToken token = proven.token();
    return token
        .email()
        .filter(_ -> proven.provider().create())
        .flatMap(
            email ->
                ExternalTable.create(
                    handle, proven.provider().school(), email, token.name(), token.role()))
        .filter(person -> link(handle, proven, person, "account.created", origin));
  }

  private boolean link(
      Handle handle, Proven proven, Person person, String action, RequestOrigin origin) {
    boolean linked = ExternalTable.link(handle, issuer(proven), proven.token().subject(), person);
    if (linked) {
      String id = person.id().value();
      AuditChain.append(
          handle,
          AuditEntry.account(person.school(), clock.instant(), id, action, id)
              .by(origin)
              .because("proven by " + proven.provider().name()));
    }
    return linked;
  }

  private static String issuer(Proven proven) {
    return proven.provider().issuer().toString();
  }

  private void count(String provider, String outcome) {
    meters
        .counter("lyceum.external.sign.ins", "provider", provider, "outcome", outcome)
        .increment();
  }
}
