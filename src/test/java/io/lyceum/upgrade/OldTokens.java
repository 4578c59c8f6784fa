package io.lyceum.upgrade;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.lyceum.identity.Person;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Access tokens as the first releases made them: of no sign-in, with the key that lay open. */
record OldTokens(RSAKey key) {
  static OldTokens of(Jdbi jdbi) {
    String key =
        jdbi.withHandle(h -> h.select("select jwk from signing_key").mapTo(String.class).one());
    try {
      return new OldTokens(RSAKey.parse(key));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  String issue(Person person) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .subject(person.id().value())
                .claim("name", person.name())
                .claim("role", person.role().wire())
                .claim("school", person.school().value())
                .issuer("lyceum")
                .audience("lyceum")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }
}
