package io.lyceum.identity.external;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a provider. Blocks, so it belongs on a virtual thread. */
final class Web {
  /** What came back; {@code body} is an object, empty when the provider sent something else. */
  record Answer(int status, JsonNode body) {}

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  /** A discovery document has some 5 KiB. */
  private static final int MAX_BYTES = 256 * 1024;

  /** Never follows anywhere: what a provider is, the settings say. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @throws Refusal {@code unavailable}, when nothing usable comes in time
   */
  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          client.send(
              request.timeout(ANSWER).header("Accept", "application/json").build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw unavailable();
        }
        JsonNode json = Json.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        return new Answer(
            response.statusCode(),
            json != null && json.isObject() ? json : Json.MAPPER.createObjectNode());
      }
    } catch (IOException e) {
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  Answer get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  static Refusal unavailable() {
    return Refusal.of(
        ErrorCode.UNAVAILABLE, "Who you are elsewhere cannot be asked now. Try again later.");
  }
}
