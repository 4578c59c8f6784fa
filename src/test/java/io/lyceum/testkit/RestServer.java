package io.lyceum.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One kind's REST routes on a real HTTP server. A token is the user's id; whoever is called tea is
 * a teacher, root an administrator, all others are students of the school demo.
 */
public final class RestServer implements AfterAllCallback {
  /** Status and envelope. */
  public record Reply(int status, JsonNode body) {
    public JsonNode data() {
      return body.path("data");
    }

    public String error() {
      return body.path("error").path("code").asText();
    }

    /** The first field that is to blame. */
    public String field() {
      return body.path("error").path("details").path(0).path("field").asText();
    }
  }

  /** A node ends its process when its actor system ends; a test must not. */
  private final ActorSystem<Void> system =
      ActorSystem.create(
          Behaviors.empty(),
          "rest",
          ConfigFactory.parseString("pekko.coordinated-shutdown.exit-jvm = off")
              .withFallback(ConfigFactory.defaultReference()));

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerBinding binding;

  private RestServer(Function<Authentication, ApiRoutes> routes) {
    binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bind(routes.apply(RestServer::caller).routes())
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  public static RestServer of(Function<Authentication, ApiRoutes> routes) {
    return new RestServer(routes);
  }

  public static Optional<Caller> caller(String token) {
    Role role =
        switch (token) {
          case "tea" -> Role.TEACHER;
          case "root" -> Role.ADMIN;
          default -> Role.STUDENT;
        };
    return Optional.of(new Caller(new UserId(token), token, role, new SchoolId("demo")));
  }

  public Reply get(String user, String path) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + user));
  }

  public Reply post(String user, String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + user)
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  public Reply getAsNobody(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    client.close();
    system.terminate();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), Json.parse(response.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
