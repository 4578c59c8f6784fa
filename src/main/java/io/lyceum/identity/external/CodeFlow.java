package io.lyceum.identity.external;

import io.lyceum.core.ErrorCode;
import io.lyceum.identity.Person;
import io.lyceum.identity.Secret;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.ProviderSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The authorization code flow with PKCE: a browser is sent to a provider, comes back with a code,
 * and the server asks for the tokens itself; they never leave it. What the browser gets is a secret
 * that opens one session.
 */
public final class CodeFlow {
  /** Where the browser goes, and what it carries. */
  record Started(URI address, String cookie) {}

  /** How long somebody may take at the provider. */
  static final Duration ON_THE_WAY = Duration.ofMinutes(10);

  /** The page asks for the session at once. */
  static final Duration AT_THE_DOOR = Duration.ofMinutes(1);

  private final ExternalSignIn signIn;
  private final Database database;
  private final Admission admission;
  private final Web web = new Web();
  private final Seal seal;
  private final Clock clock;

  /**
   * @param seal the same on all nodes
   */
  public CodeFlow(
      ExternalSignIn signIn, Database database, Admission admission, Seal seal, Clock clock) {
    this.signIn = signIn;
    this.database = database;
    this.admission = admission;
    this.seal = seal;
    this.clock = clock;
  }

  CompletionStage<Started> start(String name) {
    return CompletableFuture.supplyAsync(() -> begin(signIn.provider(name)), database.blocking());
  }

  private Started begin(Provider provider) {
    ProviderSettings settings = provider.settings();
    URI redirect = redirect(settings);
    URI authorization = provider.discovery().authorization().orElseThrow(Web::unavailable);
    Flow flow = Flow.begin(settings.name(), clock.instant().plus(ON_THE_WAY));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", redirect.toString());
    query.put("scope", settings.scopes());
    query.put("state", flow.state());
    query.put("nonce", flow.nonce());
    query.put("code_challenge", flow.challenge());
    query.put("code_challenge_method", "S256");
    String join = authorization.getRawQuery() == null ? "?" : "&";
    return new Started(URI.create(authorization + join + form(query)), flow.close(seal));
  }

  private static URI redirect(ProviderSettings settings) {
    return settings
        .redirect()
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.NOT_FOUND, "This provider of identities is not for browsers."));
  }

  /**
   * The browser is back.
   *
   * @param query what the provider has sent it with
   * @param cookie what it carried; empty when it had none
   * @return the secret that opens a session
   */
  CompletionStage<String> back(
      String name, Map<String, String> query, String cookie, RequestOrigin origin) {
    return CompletableFuture.supplyAsync(() -> prove(name, query, cookie), database.blocking())
        .thenCompose(
            proven ->
                database.transaction(
                    proven.provider().school(),
                    handle -> {
                      Person person = signIn.person(handle, proven, origin);
                      Secret secret = Secret.fresh();
                      ExternalTable.expect(
                          handle,
                          secret.hash(),
                          person,
                          name,
                          clock.instant(),
                          clock.instant().plus(AT_THE_DOOR));
                      return secret.text();
                    }));
  }

  private ExternalSignIn.Proven prove(String name, Map<String, String> query, String cookie) {
    Provider provider = signIn.provider(name);
    Flow flow =
        Flow.open(cookie, seal)
            .filter(f -> f.isAnswered(name, query.getOrDefault("state", ""), clock.instant()))
            .orElseThrow(Provider::notGood);
    String issuer = query.get("iss");
    boolean mixedUp =
        issuer == null
            ? provider.discovery().namesItself()
            : !issuer.equals(provider.settings().issuer().toString());
    String code = query.getOrDefault("code", "");
    if (mixedUp || query.containsKey("error") || code.isEmpty()) {
      throw Provider.notGood();
    }
    String token = token(provider, code, flow);
    return new ExternalSignIn.Proven(provider.settings(), provider.verify(token, flow.nonce()));
  }

  private String token(Provider provider, String code, Flow flow) {
    ProviderSettings settings = provider.settings();
    Discovery discovery = provider.discovery();
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "authorization_code");
    body.put("code", code);
    body.put("redirect_uri", redirect(settings).toString());
    body.put("code_verifier", flow.verifier());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(discovery.token().orElseThrow(Web::unavailable))
            .header("Content-Type", "application/x-www-form-urlencoded");
    boolean inHeader =
        discovery.clientAuthentication().isEmpty()
            || discovery.clientAuthentication().contains("client_secret_basic");
    if (!settings.clientSecret().isEmpty() && inHeader) {
      String both = encode(settings.clientId()) + ":" + encode(settings.clientSecret());
      byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    } else {
      body.put("client_id", settings.clientId());
      if (!settings.clientSecret().isEmpty()) {
        body.put("client_secret", settings.clientSecret());
      }
    }
    Web.Answer answer = web.send(request.POST(HttpRequest.BodyPublishers.ofString(form(body))));
    String token = answer.body().path("id_token").asText();
    if (answer.status() >= 500) {
      throw Web.unavailable();
    }
    if (answer.status() != 200 || token.isEmpty()) {
      throw Provider.notGood();
    }
    return token;
  }

  /** A session for who was let through; each secret is good for once. */
  CompletionStage<Object> enter(
      String secret, org.apache.pekko.http.javadsl.model.HttpRequest request) {
    return database.acrossSchools(
        handle ->
            ExternalTable.take(handle, new Secret(secret).hash(), clock.instant())
                .map(person -> admission.admit(handle, person, request))
                .orElseThrow(
                    () ->
                        Refusal.of(
                            ErrorCode.UNAUTHENTICATED, "Begin again at the provider's door.")));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The name of what went wrong, for the page. */
  static String code(Throwable failure) {
    return Optional.ofNullable(Refusal.in(failure))
        .map(refusal -> refusal.rejection().code())
        .orElse(ErrorCode.INTERNAL)
        .wire();
  }
}
