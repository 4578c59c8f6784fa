package io.lyceum.identity.external;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.lyceum.core.Role;
import io.lyceum.identity.Secret;
import io.lyceum.platform.settings.ProviderSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a person, proven to be for us.
 *
 * @param email only one that the provider knows to be the person's own
 * @param role for an account that is made
 * @param hash of what is signed, so that the token is good for once
 */
record IdToken(
    String subject,
    Optional<String> email,
    String name,
    Role role,
    Instant expiresAt,
    Base64URL hash) {
  /** A provider's clock may differ by so much. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int MAX_SUBJECT = 255;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_NAME = 100;

  /** Empty when it is not for us, not now, or not the answer to this request. */
  static Optional<IdToken> read(
      String token,
      JWTClaimsSet claims,
      ProviderSettings settings,
      @Nullable String nonce,
      Instant now)
      throws ParseException {
    String subject = claims.getSubject();
    if (!isForUs(claims, settings)
        || !isNow(claims, now)
        || !answers(claims.getStringClaim("nonce"), nonce, settings.nonce())
        || subject == null
        || subject.isBlank()
        || subject.length() > MAX_SUBJECT) {
      return Optional.empty();
    }
    Optional<String> email = email(claims, settings.verifiedClaim());
    return Optional.of(
        new IdToken(
            subject,
            email,
            name(claims, email),
            role(claims, settings),
            claims.getExpirationTime().toInstant(),
            hash(token)));
  }

  private static boolean isForUs(JWTClaimsSet claims, ProviderSettings settings)
      throws ParseException {
    List<String> audience = claims.getAudience();
    // Of several audiences one has asked for it, and that must be us.
    boolean asked =
        audience.size() == 1 || settings.clientId().equals(claims.getStringClaim("azp"));
    return settings.issuer().toString().equals(claims.getIssuer())
        && audience.contains(settings.clientId())
        && asked;
  }

  private static boolean isNow(JWTClaimsSet claims, Instant now) {
    Date expires = claims.getExpirationTime();
    Date issued = claims.getIssueTime();
    Date begins = claims.getNotBeforeTime();
    return expires != null
        && issued != null
        && now.isBefore(expires.toInstant())
        && !issued.toInstant().isAfter(now.plus(SKEW))
        && (begins == null || !begins.toInstant().isAfter(now.plus(SKEW)));
  }

  private static boolean answers(
      @Nullable String claimed, @Nullable String sent, boolean required) {
    return claimed == null ? sent == null && !required : claimed.equals(sent);
  }

  private static Optional<String> email(JWTClaimsSet claims, String verifiedClaim) {
    Object verified = claims.getClaim(verifiedClaim);
    // Some write the truth as a text or a number.
    boolean own = Boolean.TRUE.equals(verified) || "true".equals(verified) || isOne(verified);
    return own && claims.getClaim("email") instanceof String email && isAddress(email)
        ? Optional.of(email.strip())
        : Optional.empty();
  }

  private static boolean isOne(@Nullable Object value) {
    return "1".equals(value) || (value instanceof Number number && number.intValue() == 1);
  }

  private static boolean isAddress(String email) {
    int at = email.indexOf('@');
    return at > 0
        && at < email.length() - 1
        && email.length() <= MAX_EMAIL
        && email.strip().chars().noneMatch(c -> c <= ' ' || c == 127);
  }

  private static String name(JWTClaimsSet claims, Optional<String> email) {
    String given = claims.getClaim("name") instanceof String name ? name : "";
    String clean = given.replaceAll("\\p{Cntrl}", " ").strip();
    String some =
        clean.isEmpty() ? email.map(e -> e.substring(0, e.indexOf('@'))).orElse("") : clean;
    return some.isEmpty() ? "?" : some.substring(0, Math.min(some.length(), MAX_NAME));
  }

  /** Of several the first that is mapped, in the provider's order. */
  private static Role role(JWTClaimsSet claims, ProviderSettings settings) {
    Object found = claims.getClaims();
    if (settings.roleClaim().isBlank()) {
      return Role.STUDENT;
    }
    Object whole = claims.getClaim(settings.roleClaim());
    if (whole == null) {
      for (String step : settings.roleClaim().split("\\.", -1)) {
        found = found instanceof Map<?, ?> map ? map.get(step) : null;
      }
    } else {
      // A name with dots, such as an address.
      found = whole;
    }
    List<?> texts =
        found instanceof List<?> list ? list : found == null ? List.of() : List.of(found);
    return texts.stream()
        .filter(String.class::isInstance)
        .map(settings.roles()::get)
        .filter(role -> role != null)
        .findFirst()
        .orElse(Role.STUDENT);
  }

  /** Without the signature: of some algorithms there are many for the same text. */
  private static Base64URL hash(String token) {
    return Base64URL.encode(new Secret(token.substring(0, token.lastIndexOf('.'))).hash());
  }
}
