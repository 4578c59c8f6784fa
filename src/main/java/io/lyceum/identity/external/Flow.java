package io.lyceum.identity.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import io.lyceum.identity.Secret;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A browser on its way to a provider and back. It carries this itself, sealed, in a cookie: no node
 * needs to remember it, and who has no such cookie has not begun.
 *
 * @param state comes back with the browser
 * @param nonce comes back inside the ID token
 * @param verifier shows the provider that who asks for the tokens is who began; PKCE
 */
record Flow(String provider, String state, String nonce, String verifier, Instant until) {
  static Flow begin(String provider, Instant until) {
    return new Flow(provider, random(), random(), random(), until);
  }

  private static String random() {
    return Secret.fresh().text();
  }

  /** What the provider is told of the verifier, S256. */
  String challenge() {
    return Base64URL.encode(new Secret(verifier).hash()).toString();
  }

  /** Whether it is the one that a browser came back with, still in time. */
  boolean isAnswered(String name, String returned, Instant now) {
    return provider.equals(name)
        && now.isBefore(until)
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8), returned.getBytes(StandardCharsets.UTF_8));
  }

  String seal(byte[] key) {
    JWEObject sealed =
        new JWEObject(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM),
            new Payload(
                Json.write(
                    Map.of(
                        "provider", provider,
                        "state", state,
                        "nonce", nonce,
                        "verifier", verifier,
                        "until", until.getEpochSecond()))));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java cannot seal a text", e);
    }
    return sealed.serialize();
  }

  /** Empty for what was not sealed here. */
  static Optional<Flow> open(String text, byte[] key) {
    try {
      JWEObject sealed = JWEObject.parse(text);
      sealed.decrypt(new DirectDecrypter(key));
      JsonNode json = Json.MAPPER.readTree(sealed.getPayload().toString());
      return Optional.of(
          new Flow(
              json.path("provider").asText(),
              json.path("state").asText(),
              json.path("nonce").asText(),
              json.path("verifier").asText(),
              Instant.ofEpochSecond(json.path("until").asLong())));
    } catch (ParseException
        | JOSEException
        | IOException
        | IllegalArgumentException
        // The library's answer to a header without "enc".
        | NullPointerException e) {
      return Optional.empty();
    }
  }

  /** Nothing that a log could keep. */
  @Override
  public String toString() {
    return "a way to " + provider;
  }
}
