package io.lyceum.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs with {@code sub name role school sid exp jti iat iss aud}, type {@code
 * at+jwt}. Algorithm and key are ours to choose, never the token's. Verifying reads no database.
 */
public final class Tokens implements Authentication {
  /**
   * A token that holds: who it speaks for and until when.
   *
   * @param session the sign-in it belongs to; empty when it belongs to none
   */
  public record Verified(
      Caller caller, Instant expiresAt, String tokenId, Optional<UUID> session) {}

  /** A proof holds no longer than its key is known. */
  private record Proof(Verified verified, String key) {}

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** All that our headers say. One that says more, a key or where to find one, is not ours. */
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  /** Clocks of two nodes may differ by this much when one reads what the other has just issued. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** Ours have about 800 characters; nobody makes us parse megabytes. */
  private static final int MAX_LENGTH = 4_096;

  /** Of tokens that were proven; with texts of 800 characters some ten megabytes. */
  private static final int MAX_PROVEN = 10_000;

  /** A proof is made once and not for every request. */
  private final Cache<String, Proof> proven = Caffeine.newBuilder().maximumSize(MAX_PROVEN).build();

  private final SigningKeys keys;
  private final IdentitySettings settings;
  private final Clock clock;
  private final Predicate<UUID> ended;

  /** For where nobody signs out. */
  public Tokens(SigningKeys keys, IdentitySettings settings, Clock clock) {
    this(keys, settings, clock, _ -> false);
  }

  /**
   * @param ended whether a sign-in is over, though its tokens have not expired
   */
  public Tokens(SigningKeys keys, IdentitySettings settings, Clock clock, Predicate<UUID> ended) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
    this.ended = ended;
  }

  /** A fresh token; good for {@link IdentitySettings#accessLifetime} unless the sign-in ends. */
  public String issue(Caller caller, UUID session) {
    return issue(claims(caller).claim("sid", session.toString()).build());
  }

  /** A fresh token of no sign-in: nothing ends it but time. */
  public String issue(Caller caller) {
    return issue(claims(caller).build());
  }

  private JWTClaimsSet.Builder claims(Caller caller) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .subject(caller.user().value())
        .claim("name", caller.name())
        .claim("role", caller.role().wire())
        .claim("school", caller.school().value())
        .issuer(settings.issuer())
        .audience(settings.audience())
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(settings.accessLifetime())));
  }

  private String issue(JWTClaimsSet claims) {
    SigningKey key = keys.current();
    JWSHeader header = new JWSHeader.Builder(key.algorithm()).type(TYPE).keyID(key.id()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(key.signer());
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
    Proof proof = proven.getIfPresent(token);
    if (proof == null) {
      proof = prove(token);
      if (proof != null) {
        proven.put(token, proof);
      }
    }
    return Optional.ofNullable(proof).filter(this::holds).map(Proof::verified);
  }

  private boolean holds(Proof proof) {
    return clock.instant().isBefore(proof.verified().expiresAt())
        && keys.byId(proof.key()).isPresent()
        && proof.verified().session().filter(ended).isEmpty();
  }

  private @Nullable Proof prove(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      String id = header.getKeyID();
      if (id == null
          || !TYPE.equals(header.getType())
          || !HEADER.equals(header.toJSONObject().keySet())) {
        return null;
      }
      SigningKey key = keys.byId(id).orElse(null);
      if (key == null
          || !key.algorithm().equals(header.getAlgorithm())
          || !jwt.verify(key.verifier())) {
        return null;
      }
      Verified verified = read(jwt.getJWTClaimsSet());
      return verified == null ? null : new Proof(verified, id);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable Verified read(JWTClaimsSet claims) throws ParseException {
    Date expires = claims.getExpirationTime();
    boolean forUs =
        settings.issuer().equals(claims.getIssuer())
            && List.of(settings.audience()).equals(claims.getAudience());
    String subject = claims.getSubject();
    String name = claims.getStringClaim("name");
    String school = claims.getStringClaim("school");
    String role = claims.getStringClaim("role");
    String id = claims.getJWTID();
    boolean whole = subject != null && name != null && school != null && role != null && id != null;
    if (expires == null || !hasBegun(claims) || !forUs || !whole) {
      return null;
    }
    String session = claims.getStringClaim("sid");
    Optional<UUID> signIn = Optional.ofNullable(session).map(UUID::fromString);
    return Role.parse(role)
        .map(known -> new Caller(new UserId(subject), name, known, new SchoolId(school)))
        .map(caller -> new Verified(caller, expires.toInstant(), id, signIn))
        .orElse(null);
  }

  private boolean hasBegun(JWTClaimsSet claims) {
    Date issued = claims.getIssueTime();
    Date notBefore = claims.getNotBeforeTime();
    Instant latest = clock.instant().plus(SKEW);
    return issued != null
        && !issued.toInstant().isAfter(latest)
        && (notBefore == null || !notBefore.toInstant().isAfter(latest));
  }
}
