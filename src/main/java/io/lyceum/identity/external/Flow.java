package io.lyceum.identity.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.util.Base64URL;
import io.lyceum.identity.Secret;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.seal.BrokenSeal;
import io.lyceum.platform.seal.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
  private static final String NAME = "way";

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

  String close(Seal seal) {
    return seal.close(
        NAME,
        Json.write(
            Map.of(
                "provider", provider,
                "state", state,
                "nonce", nonce,
                "verifier", verifier,
                "until", until.getEpochSecond())));
  }

  /** Empty for what was not sealed here. */
  static Optional<Flow> open(String text, Seal seal) {
    try {
      JsonNode json = Json.parse(seal.open(NAME, text));
      return Optional.of(
          new Flow(
              json.path("provider").asText(),
              json.path("state").asText(),
              json.path("nonce").asText(),
              json.path("verifier").asText(),
              Instant.ofEpochSecond(json.path("until").asLong())));
    } catch (BrokenSeal | IOException e) {
      return Optional.empty();
    }
  }

  /** Nothing that a log could keep. */
  @Override
  public String toString() {
    return "a way to " + provider;
  }
}
