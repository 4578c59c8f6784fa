package io.lyceum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Caller ADA =
      new Caller(new UserId("ada"), "Ada", Role.STUDENT, new SchoolId("demo"));

  private final SigningKeys keys = SigningKeys.load(database.jdbi());
  private final Tokens tokens = at(NOW);

  @Test
  void a_fresh_token_names_its_bearer_and_its_end() {
    Tokens.Verified verified = tokens.verify(tokens.issue(ADA)).orElseThrow();

    assertThat(verified.caller()).isEqualTo(ADA);
    assertThat(verified.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    assertThat(verified.tokenId()).isNotBlank();
  }

  @Test
  void every_node_and_every_start_uses_the_same_key() {
    assertThat(SigningKeys.load(database.jdbi()).current()).isEqualTo(keys.current());
  }

  @Test
  void a_token_ends_on_the_second() {
    String token = tokens.issue(ADA);
    assertThat(at(NOW.plusSeconds(899)).verify(token)).isPresent();
    assertThat(at(NOW.plusSeconds(900)).verify(token)).isEmpty();
  }

  @Test
  void a_token_that_was_proven_once_ends_on_the_second_too() {
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    Tokens once = new Tokens(keys, TestIdentity.settings(), clock(now));
    String token = once.issue(ADA);
    assertThat(once.verify(token)).isPresent().isEqualTo(once.verify(token));

    now.set(NOW.plusSeconds(900));
    assertThat(once.verify(token)).isEmpty();
  }

  @Test
  void an_honest_forgery_by_this_test_would_pass() throws JOSEException {
    assertThat(tokens.verify(signed(header(), claims().build()))).isPresent();
  }

  @Test
  void a_token_without_signature_is_refused() {
    assertThat(tokens.verify(new PlainJWT(claims().build()).serialize())).isEmpty();
  }

  @Test
  void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(keys.current().getKeyID())
            .build();
    byte[] secret = keys.current().toRSAPublicKey().getEncoded();
    assertThat(tokens.verify(signed(header, claims().build(), new MACSigner(secret)))).isEmpty();
  }

  @Test
  void a_token_of_another_algorithm_of_the_same_key_is_refused() throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS512)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(keys.current().getKeyID())
            .build();
    assertThat(tokens.verify(signed(header, claims().build()))).isEmpty();
  }

  @Test
  void a_token_of_a_foreign_key_is_refused_even_when_it_brings_the_key_along()
      throws JOSEException {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID(keys.current().getKeyID()).generate();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(keys.current().getKeyID())
            .jwk(foreign.toPublicJWK())
            .build();
    assertThat(tokens.verify(signed(header, claims().build(), new RSASSASigner(foreign))))
        .isEmpty();
  }

  @Test
  void wrong_issuer_audience_type_and_key_id_are_refused() throws JOSEException {
    assertThat(tokens.verify(signed(header(), claims().issuer("other").build()))).isEmpty();
    assertThat(tokens.verify(signed(header(), claims().audience("other").build()))).isEmpty();
    assertThat(tokens.verify(signed(header("JWT", keys.current().getKeyID()), claims().build())))
        .isEmpty();
    assertThat(tokens.verify(signed(header("at+jwt", "unknown"), claims().build()))).isEmpty();
    assertThat(tokens.verify(signed(header("at+jwt", null), claims().build()))).isEmpty();
  }

  @Test
  void missing_or_odd_claims_are_refused() throws JOSEException {
    assertThat(tokens.verify(signed(header(), claims().expirationTime(null).build()))).isEmpty();
    assertThat(tokens.verify(signed(header(), claims().subject(null).build()))).isEmpty();
    assertThat(tokens.verify(signed(header(), claims().subject("a|b").build()))).isEmpty();
    assertThat(tokens.verify(signed(header(), claims().claim("role", "system").build()))).isEmpty();
    assertThat(tokens.verify(signed(header(), claims().claim("role", 7).build()))).isEmpty();
    Date later = Date.from(NOW.plusSeconds(60));
    assertThat(tokens.verify(signed(header(), claims().issueTime(later).build()))).isEmpty();
  }

  @Test
  void a_changed_token_is_refused() {
    String[] parts = tokens.issue(ADA).split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String teacher = claims.replace("student", "teacher");
    String changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(teacher.getBytes(StandardCharsets.UTF_8));
    assertThat(teacher).isNotEqualTo(claims);
    assertThat(tokens.verify(parts[0] + "." + changed + "." + parts[2])).isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
  }

  @Test
  void nonsense_is_refused_quietly() {
    assertThat(tokens.verify("")).isEmpty();
    assertThat(tokens.verify("a.b.c")).isEmpty();
    assertThat(tokens.verify("x".repeat(1_000_000))).isEmpty();
  }

  private Tokens at(Instant now) {
    return new Tokens(keys, TestIdentity.settings(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  private JWSHeader header() {
    return header("at+jwt", keys.current().getKeyID());
  }

  private static JWSHeader header(String type, @org.jspecify.annotations.Nullable String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType(type))
        .keyID(keyId)
        .build();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("eve")
        .claim("name", "Eve")
        .claim("role", "admin")
        .claim("school", "demo")
        .issuer("lyceum")
        .audience("lyceum")
        .jwtID("1")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
    return signed(header, claims, new RSASSASigner(keys.current()));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }
}
