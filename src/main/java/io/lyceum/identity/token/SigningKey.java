package io.lyceum.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.lyceum.platform.settings.SigningAlgorithm;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/**
 * A key and the one algorithm it is used with.
 *
 * @param signsFrom from when on tokens are signed with it
 */
record SigningKey(
    JWK jwk, JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier, Instant signsFrom) {
  private static final int RSA_BITS = 2048;

  static SigningKey make(SigningAlgorithm algorithm, Instant signsFrom) {
    String id = UUID.randomUUID().toString();
    try {
      JWK jwk =
          switch (algorithm) {
            case RS256 ->
                new RSAKeyGenerator(RSA_BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            case ES256 ->
                new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
          };
      return of(jwk, signsFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot make a key for " + algorithm, e);
    }
  }

  static SigningKey parse(String json, Instant signsFrom) {
    try {
      return of(JWK.parse(json), signsFrom);
    } catch (ParseException | JOSEException e) {
      // Without the cause: its message quotes what it could not read, and that is a private key.
      throw new IllegalStateException("the table signing_key holds something that is not a key");
    }
  }

  private static SigningKey of(JWK jwk, Instant signsFrom) throws JOSEException {
    return switch (jwk) {
      case RSAKey rsa ->
          new SigningKey(
              rsa,
              JWSAlgorithm.RS256,
              new RSASSASigner(rsa),
              new RSASSAVerifier(rsa.toRSAPublicKey()),
              signsFrom);
      case ECKey ec ->
          new SigningKey(
              ec,
              JWSAlgorithm.ES256,
              new ECDSASigner(ec),
              new ECDSAVerifier(ec.toECPublicKey()),
              signsFrom);
      default -> throw new JOSEException("neither RSA nor EC");
    };
  }

  String id() {
    return jwk.getKeyID();
  }

  /** Whether it is made for what the settings say. */
  boolean isFor(SigningAlgorithm wanted) {
    return algorithm.getName().equals(wanted.name());
  }

  /** Nothing that a log could keep. */
  @Override
  public String toString() {
    return "signing key " + id();
  }
}
