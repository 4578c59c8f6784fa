package io.lyceum.identity.external;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.ProviderSettings;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One OpenID provider: what it says of itself, its keys, and what its ID tokens are worth. */
final class Provider {
  private record Known(
      Discovery discovery, DefaultJWTProcessor<SecurityContext> processor, Instant until) {}

  /** Asymmetric ones only: who verifies must not be able to sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration DISCOVERY_KEPT = Duration.ofHours(1);
  private static final Duration KEYS_KEPT = Duration.ofMinutes(15);

  /** With an unknown key in the token they are asked for at once, but not for each of a flood. */
  private static final Duration KEYS_EVERY = Duration.ofSeconds(30);

  /** As long its people can go on signing in when a provider does not tell its keys. */
  private static final Duration KEYS_IN_OUTAGE = Duration.ofHours(4);

  private static final int WAIT_MS = 3_000;
  private static final int MAX_KEYS_BYTES = 256 * 1024;

  private final ProviderSettings settings;
  private final Web web;
  private final Clock clock;
  private volatile @Nullable Known known;

  Provider(ProviderSettings settings, Web web, Clock clock) {
    this.settings = settings;
    this.web = web;
    this.clock = clock;
  }

  ProviderSettings settings() {
    return settings;
  }

  Discovery discovery() {
    return known().discovery();
  }

  /**
   * What an ID token says.
   *
   * @param nonce what the client has sent with its request; null: nothing
   * @throws Refusal {@code unauthenticated} for one that is not good, {@code unavailable} when that
   *     cannot be known now
   */
  IdToken verify(String token, @Nullable String nonce) {
    try {
      JWTClaimsSet claims = known().processor().process(SignedJWT.parse(token), null);
      return IdToken.read(token, claims, settings, nonce, clock.instant())
          .orElseThrow(Provider::notGood);
    } catch (RemoteKeySourceException e) {
      throw Web.unavailable();
    } catch (KeySourceException | BadJOSEException | ParseException e) {
      throw notGood();
    } catch (JOSEException e) {
      throw notGood();
    }
  }

  static Refusal notGood() {
    return Refusal.of(ErrorCode.UNAUTHENTICATED, "The ID token is wrong, expired or used.");
  }

  private synchronized Known known() {
    Known now = known;
    if (now != null && clock.instant().isBefore(now.until())) {
      return now;
    }
    Discovery found;
    try {
      Web.Answer answer = web.get(Discovery.address(settings.issuer()));
      found =
          Discovery.read(settings.issuer(), answer.body())
              .filter(_ -> answer.status() == 200)
              .orElseThrow(Web::unavailable);
    } catch (Refusal gone) {
      if (now != null) {
        return now;
      }
      throw gone;
    }
    DefaultJWTProcessor<SecurityContext> processor =
        now != null && now.discovery().keys().equals(found.keys())
            ? now.processor()
            : processor(found);
    Known fresh = new Known(found, processor, clock.instant().plus(DISCOVERY_KEPT));
    known = fresh;
    return fresh;
  }

  private static DefaultJWTProcessor<SecurityContext> processor(Discovery discovery) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(discovery)));
    // All claims are read in one place, with our clock.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    return processor;
  }

  private static JWKSource<SecurityContext> keys(Discovery discovery) {
    try {
      return JWKSourceBuilder.create(
              discovery.keys().toURL(),
              new DefaultResourceRetriever(WAIT_MS, WAIT_MS, MAX_KEYS_BYTES))
          .cache(KEYS_KEPT.toMillis(), 2L * WAIT_MS)
          // It would take a thread of its own.
          .refreshAheadCache(false)
          .rateLimited(KEYS_EVERY.toMillis())
          .retrying(true)
          .outageTolerant(KEYS_IN_OUTAGE.toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw Web.unavailable();
    }
  }
}
