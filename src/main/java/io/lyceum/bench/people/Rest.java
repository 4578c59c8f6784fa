package io.lyceum.bench.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The calls a run is prepared with; what is measured does not go this way. */
public final class Rest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A topic may be on its way to another node of a new cluster. */
  private static final int UNAVAILABLE = 503;

  private static final int MOST_AGAIN = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String server;

  public Rest(InetSocketAddress server) {
    this.server = "http://" + server.getHostString() + ":" + server.getPort();
  }

  /**
   * Posts as this person and gives the answer's {@code data}.
   *
   * @throws BenchProblem when the server refuses or does not answer
   */
  public JsonNode post(Pupil as, String path, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + as.token())
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build();
    return send(request);
  }

  /** Asks as this person, and gives the answer's {@code data}. */
  public JsonNode get(Pupil as, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + as.token())
            .build());
  }

  private JsonNode send(HttpRequest request) {
    String what = request.method() + " " + request.uri();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      for (int again = 0; answer.statusCode() == UNAVAILABLE && again < MOST_AGAIN; again++) {
        Thread.sleep(PAUSE);
        answer = client.send(request, BodyHandlers.ofString());
      }
      if (answer.statusCode() / 100 != 2) {
        throw new BenchProblem(what + " was answered " + answer.statusCode() + " " + answer.body());
      }
      return Json.MAPPER.readTree(answer.body()).path("data");
    } catch (IOException e) {
      throw new BenchProblem(what + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchProblem("interrupted", e);
    }
  }
}
