package io.lyceum.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.settings.IdentitySettings;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: RS256 JWTs with {@code sub name role school exp jti iat iss aud}, type {@code
 * at+jwt}. Algorithm and keys are ours to choose, never the token's. Verifying reads no database.
 */
public final class Tokens implements Authentication {
  /** A token that holds: who it speaks for and until when. */
  public record Verified(Caller caller, Instant expiresAt, String tokenId) {}

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** Clocks of two nodes may differ by this much when one reads what the other has just issued. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** Ours have about 700 characters; nobody makes us parse megabytes. */
  private static final int MAX_LENGTH = 4_096;

  /** Of tokens that were proven; with texts of 700 characters some ten megabytes. */
  private static final int MAX_PROVEN = 10_000;

  private final RSAKey key;
  private final RSASSASigner signer;
  private final Map<String, JWSVerifier> verifiers = new HashMap<>();

  /** A proof is made once and not for every request. */
  private final Cache<String, Verified> proven =
      Caffeine.newBuilder().maximumSize(MAX_PROVEN).build();

  private final IdentitySettings settings;
  private final Clock clock;

  public Tokens(SigningKeys keys, IdentitySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.key = keys.current();
    try {
      this.signer = new RSASSASigner(key);
      for (RSAKey known : keys.all()) {
        verifiers.put(known.getKeyID(), new RSASSAVerifier(known.toRSAPublicKey()));
      }
    } catch (JOSEException e) {
      throw new IllegalStateException("a signing key cannot be used", e);
    }
  }

  /** A fresh token; good for {@link IdentitySettings#accessLifetime}. */
  public String issue(Caller caller) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(caller.user().value())
            .claim("name", caller.name())
            .claim("role", caller.role().wire())
            .claim("school", caller.school().value())
            .issuer(settings.issuer())
            .audience(settings.audience())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.accessLifetime())))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("a token cannot be signed", e);
    }
    return token.serialize();
  }

  @Override
  public Optional<Caller> caller(String token) {
    return verify(token).map(Verified::caller);
  }

  /** What the token says; empty for anything that is not a token of ours in force now. */
  public Optional<Verified> verify(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Verified before = proven.getIfPresent(token);
    if (before != null) {
      return clock.instant().isBefore(before.expiresAt()) ? Optional.of(before) : Optional.empty();
    }
    Optional<Verified> verified = prove(token);
    verified.ifPresent(fresh -> proven.put(token, fresh));
    return verified;
  }

  private Optional<Verified> prove(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSVerifier verifier = verifiers.get(jwt.getHeader().getKeyID());
      boolean ours =
          verifier != null
              && JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
              && TYPE.equals(jwt.getHeader().getType())
              && jwt.verify(verifier);
      return ours ? read(jwt.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Verified> read(JWTClaimsSet claims) throws ParseException {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    Date issued = claims.getIssueTime();
    boolean inForce =
        expires != null
            && now.isBefore(expires.toInstant())
            && issued != null
            && !issued.toInstant().isAfter(now.plus(SKEW));
    boolean forUs =
        settings.issuer().equals(claims.getIssuer())
            && List.of(settings.audience()).equals(claims.getAudience());
    String subject = claims.getSubject();
    String name = claims.getStringClaim("name");
    String school = claims.getStringClaim("school");
    String roleName = claims.getStringClaim("role");
    String id = claims.getJWTID();
    boolean whole =
        subject != null && name != null && school != null && roleName != null && id != null;
    if (!inForce || !forUs || !whole) {
      return Optional.empty();
    }
    return Role.parse(roleName)
        .map(role -> new Caller(new UserId(subject), name, role, new SchoolId(school)))
        .map(caller -> new Verified(caller, expires.toInstant(), id));
  }
}
