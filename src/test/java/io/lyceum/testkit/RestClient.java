package io.lyceum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Asks a server over REST, as somebody. */
public record RestClient(String server, String token) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What came back; {@code body} is missing when it is no JSON. */
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {
    public JsonNode data() {
      return body.path("data");
    }

    /** Whether no route has this path. */
    public boolean isNowhere() {
      return status == 404
          && body.at("/error/message").asText().equals("There is nothing at this address.");
    }
  }

  /** Nobody yet, at a server on this machine. */
  public static RestClient stranger(int port) {
    return new RestClient("127.0.0.1:" + port, "");
  }

  /** The same server as this demo person. */
  public RestClient signedIn(String name) {
    Map<String, String> body = Map.of("email", name + "@demo.example", "password", "lyceum-demo");
    return new RestClient(
        server, call("post", "/v1/auth/login", body).data().path("accessToken").asText());
  }

  public Answer call(String method, String path) {
    return send(method, path, "");
  }

  public Answer call(String method, String path, Object body) {
    return send(method, path, Json.write(body));
  }

  /** With a body that is no JSON. */
  public Answer callText(String method, String path, String body) {
    return send(method, path, body);
  }

  private Answer send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(
                method.toUpperCase(Locale.ROOT),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      boolean json =
          response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      JsonNode node = json ? Json.MAPPER.readTree(response.body()) : MissingNode.getInstance();
      return new Answer(response.statusCode(), node, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
