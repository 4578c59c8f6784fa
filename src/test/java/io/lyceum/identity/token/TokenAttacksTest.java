package io.lyceum.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.platform.settings.IdentitySettings;
import io.lyceum.platform.settings.Settings;
import io.lyceum.testkit.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attacks of RFC 8725 and what else has broken JWTs, on an installation whose key was RSA and
 * is EC now; most are signed with the real key, which is more than an attacker has.
 */
class TokenAttacksTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Instant NOW = TestClock.NOON;
  private static final TestClock CLOCK = new TestClock();
  private static final SigningKeys KEYS = keys();
  private static final SigningKey RSA = keyFor(JWSAlgorithm.RS256);
  private static final SigningKey EC = keyFor(JWSAlgorithm.ES256);
  private static final Tokens TOKENS = new Tokens(KEYS, settings("ES256"), CLOCK);

  interface Forging {
    String token() throws JOSEException;
  }

  record Attack(String name, Forging forging) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void it_is_refused(Attack attack) throws JOSEException {
    assertThat(TOKENS.verify(attack.forging().token())).isEmpty();
  }

  @Test
  void an_honest_forgery_by_this_test_would_pass() throws JOSEException {
    assertThat(TOKENS.verify(signed(header(RSA).build(), claims().build(), RSA.signer())))
        .isPresent();
    assertThat(TOKENS.verify(signed(header(EC).build(), claims().build(), EC.signer())))
        .isPresent();
    assertThat(TOKENS.verify(raw(json(claims().build())))).isPresent();
  }

  static Stream<Attack> attacks() {
    return Stream.of(algorithms(), keysOfOthers(), headers(), claimAttacks(), forms())
        .flatMap(List::stream);
  }

  private static List<Attack> algorithms() {
    return List.of(
        new Attack("alg none", () -> new PlainJWT(claims().build()).serialize()),
        new Attack(
            "alg none with our kid and a signature",
            () -> {
              String[] honest = honest().split("\\.", -1);
              String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + RSA.id() + "\"}";
              return Base64URL.encode(header) + "." + honest[1] + "." + honest[2];
            }),
        new Attack(
            "HS256 with the public key as the secret",
            () -> {
              byte[] secret = ((RSAKey) RSA.jwk()).toRSAPublicKey().getEncoded();
              return signed(
                  header(JWSAlgorithm.HS256, RSA.id()).build(),
                  claims().build(),
                  new MACSigner(secret));
            }),
        new Attack(
            "HS256 with the published key set as the secret",
            () ->
                signed(
                    header(JWSAlgorithm.HS256, RSA.id()).build(),
                    claims().build(),
                    new MACSigner(KEYS.published()))),
        new Attack(
            "RS512 with the RS256 key",
            () -> rsa(header(JWSAlgorithm.RS512, RSA.id()).build(), claims().build())),
        new Attack(
            "PS256 with the RS256 key",
            () -> rsa(header(JWSAlgorithm.PS256, RSA.id()).build(), claims().build())),
        new Attack(
            "RS256 that names the ES256 key",
            () -> rsa(header(JWSAlgorithm.RS256, EC.id()).build(), claims().build())),
        new Attack(
            "ES256 that names the RS256 key",
            () ->
                signed(
                    header(JWSAlgorithm.ES256, RSA.id()).build(), claims().build(), EC.signer())),
        new Attack(
            "an ES256 signature of zeros",
            () -> {
              String[] parts =
                  signed(header(EC).build(), claims().build(), EC.signer()).split("\\.", -1);
              return parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]);
            }));
  }

  private static List<Attack> keysOfOthers() {
    return List.of(
        new Attack(
            "a foreign key under our kid",
            () -> {
              RSAKey foreign = new RSAKeyGenerator(2048).generate();
              return signed(header(RSA).build(), claims().build(), new RSASSASigner(foreign));
            }),
        new Attack(
            "a foreign key that the header brings along",
            () -> {
              RSAKey foreign = new RSAKeyGenerator(2048).keyID(RSA.id()).generate();
              JWSHeader header = header(RSA).jwk(foreign.toPublicJWK()).build();
              return signed(header, claims().build(), new RSASSASigner(foreign));
            }),
        new Attack(
            "a foreign EC key that the header brings along",
            () -> {
              ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(EC.id()).generate();
              JWSHeader header = header(EC).jwk(foreign.toPublicJWK()).build();
              return signed(header, claims().build(), new ECDSASigner(foreign));
            }),
        new Attack(
            "an unknown kid",
            () -> rsa(header(JWSAlgorithm.RS256, "unknown").build(), claims().build())),
        new Attack(
            "a kid that is a path",
            () -> rsa(header(JWSAlgorithm.RS256, "../../dev/null").build(), claims().build())),
        new Attack(
            "no kid",
            () ->
                rsa(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).build(),
                    claims().build())));
  }

  private static List<Attack> headers() {
    URI evil = URI.create("https://evil.example/keys");
    return List.of(
        new Attack("our own key in jwk", header(h -> h.jwk(RSA.jwk().toPublicJWK()))),
        new Attack("jku", header(h -> h.jwkURL(evil))),
        new Attack("x5u", header(h -> h.x509CertURL(evil))),
        new Attack("x5c", header(h -> h.x509CertChain(List.of(Base64.encode("certificate"))))),
        new Attack(
            "an unknown critical header",
            header(h -> h.customParam("trust", true).criticalParams(Set.of("trust")))),
        new Attack(
            "a known critical header",
            header(h -> h.customParam("exp", 9).criticalParams(Set.of("exp")))),
        new Attack("cty", header(h -> h.contentType("JWT"))),
        new Attack("typ JWT, as of an ID token", header(h -> h.type(JOSEObjectType.JWT))),
        new Attack("typ logout+jwt", header(h -> h.type(new JOSEObjectType("logout+jwt")))),
        new Attack("no typ", header(h -> h.type(null))));
  }

  private static List<Attack> claimAttacks() {
    Instant past = NOW.minusSeconds(1);
    Instant later = NOW.plusSeconds(60);
    return List.of(
        new Attack("another issuer", with(c -> c.issuer("https://other.example"))),
        new Attack("no issuer", with(c -> c.issuer(null))),
        new Attack("another audience", with(c -> c.audience("other"))),
        new Attack("one audience more", with(c -> c.audience(List.of("lyceum", "other")))),
        new Attack("no audience", with(c -> c.audience((String) null))),
        new Attack("expired", with(c -> c.expirationTime(Date.from(past)))),
        new Attack("expired now", with(c -> c.expirationTime(Date.from(NOW)))),
        new Attack("no end", with(c -> c.expirationTime(null))),
        new Attack("an end that is a text", with(c -> c.claim("exp", "tomorrow"))),
        new Attack("not yet valid", with(c -> c.notBeforeTime(Date.from(later)))),
        new Attack("issued in the future", with(c -> c.issueTime(Date.from(later)))),
        new Attack("never issued", with(c -> c.issueTime(null))),
        new Attack("no subject", with(c -> c.subject(null))),
        new Attack("an empty subject", with(c -> c.subject(""))),
        new Attack("a subject that is no id", with(c -> c.subject("a|b"))),
        new Attack("no school", with(c -> c.claim("school", null))),
        new Attack("a school that is a list", with(c -> c.claim("school", List.of("demo")))),
        new Attack("no name", with(c -> c.claim("name", null))),
        new Attack("no id", with(c -> c.jwtID(null))),
        new Attack("no role", with(c -> c.claim("role", null))),
        new Attack("the role of the server itself", with(c -> c.claim("role", "system"))),
        new Attack("an unknown role", with(c -> c.claim("role", "owner"))),
        new Attack("a role in capitals", with(c -> c.claim("role", "ADMIN"))),
        new Attack("a role that is a number", with(c -> c.claim("role", 7))),
        new Attack("a sign-in that is no id", with(c -> c.claim("sid", "all"))),
        new Attack("a sign-in that is a number", with(c -> c.claim("sid", 7))));
  }

  private static List<Attack> forms() {
    return List.of(
        new Attack("nothing", () -> ""),
        new Attack("nonsense", () -> "a.b.c"),
        new Attack("an empty header", () -> odd("{}")),
        new Attack("an algorithm that is a number", () -> odd("{\"alg\":7}")),
        new Attack("a header that is a list", () -> odd("[]")),
        new Attack("no header", () -> odd("")),
        new Attack("two parts", () -> honest().substring(0, honest().lastIndexOf('.'))),
        new Attack("no signature", () -> honest().substring(0, honest().lastIndexOf('.') + 1)),
        new Attack("half a signature", () -> honest().substring(0, honest().length() - 100)),
        new Attack("one part more", () -> honest() + ".e30"),
        new Attack("characters that are not Base64", () -> honest().replace('.', '~')),
        new Attack("a million characters", () -> "x".repeat(1_000_000)),
        new Attack("ours, but longer than ours are", with(c -> c.claim("name", "x".repeat(4_000)))),
        new Attack("changed claims", () -> changed("\"role\":\"student\"", "\"role\":\"admin\"")),
        new Attack(
            "the same claim twice",
            () -> raw(json(claims().build()).replace("{", "{\"role\":\"student\","))),
        new Attack("claims that are no object", () -> raw("[1]")),
        new Attack("claims that are no JSON", () -> raw("role=admin")),
        new Attack("deep JSON", () -> raw("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}")),
        new Attack(
            "a JWE in place of a JWS",
            () -> {
              JWEHeader header =
                  new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                      .type(TYPE)
                      .keyID(RSA.id())
                      .build();
              EncryptedJWT jwe = new EncryptedJWT(header, claims().build());
              jwe.encrypt(new RSAEncrypter((RSAKey) RSA.jwk()));
              return jwe.serialize();
            }),
        new Attack("a signed token inside a token", () -> raw(honest())));
  }

  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private static IdentitySettings settings(String algorithm) {
    return Settings.load(Map.of("LYCEUM_SIGNING_ALGORITHM", algorithm)).identity();
  }

  private static SigningKeys keys() {
    SigningKeys.load(database.jdbi(), settings("RS256"), CLOCK);
    SigningKeys keys = SigningKeys.load(database.jdbi(), settings("ES256"), CLOCK);
    keys.rotateAtStart();
    return keys;
  }

  private static SigningKey keyFor(JWSAlgorithm algorithm) {
    return KEYS.all().stream()
        .filter(k -> k.algorithm().equals(algorithm))
        .findFirst()
        .orElseThrow();
  }

  private static JWSHeader.Builder header(SigningKey key) {
    return header(key.algorithm(), key.id());
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm, String id) {
    return new JWSHeader.Builder(algorithm).type(TYPE).keyID(id);
  }

  private static Forging header(UnaryOperator<JWSHeader.Builder> change) {
    return () -> rsa(change.apply(header(RSA)).build(), claims().build());
  }

  private static Forging with(UnaryOperator<JWTClaimsSet.Builder> change) {
    return () -> rsa(header(RSA).build(), change.apply(claims()).build());
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

  private static String json(JWTClaimsSet claims) {
    return claims.toString();
  }

  private static String honest() throws JOSEException {
    return rsa(header(RSA).build(), claims().claim("role", "student").build());
  }

  private static String odd(String header) throws JOSEException {
    return Base64URL.encode(header) + honest().substring(honest().indexOf('.'));
  }

  private static String changed(String before, String after) throws JOSEException {
    String[] parts = honest().split("\\.", -1);
    String claims = new Base64URL(parts[1]).decodeToString();
    assertThat(claims).contains(before);
    parts[1] = Base64URL.encode(claims.replace(before, after)).toString();
    return String.join(".", Arrays.asList(parts));
  }

  /** Signed by our key, whatever it says. */
  private static String raw(String payload) throws JOSEException {
    JWSObject object =
        new JWSObject(header(RSA).build(), new Payload(payload.getBytes(StandardCharsets.UTF_8)));
    object.sign(RSA.signer());
    return object.serialize();
  }

  private static String rsa(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
    return signed(header, claims, RSA.signer());
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }
}
