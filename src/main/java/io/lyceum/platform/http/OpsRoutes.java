package io.lyceum.platform.http;

import io.lyceum.platform.health.Readiness;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}, for machines. */
public final class OpsRoutes extends AllDirectives {
  private final Readiness readiness;
  private final Metrics metrics;

  public OpsRoutes(Readiness readiness, Metrics metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  public Route routes() {
    return concat(
        pathPrefix(
            "health",
            () ->
                concat(
                    path("live", () -> get(() -> complete(json(200, Map.of("live", true))))),
                    path("ready", () -> get(this::ready)))),
        path("metrics", () -> get(this::scrape)));
  }

  private Route ready() {
    List<String> missing = readiness.missing();
    return complete(
        json(
            missing.isEmpty() ? 200 : 503, Map.of("ready", missing.isEmpty(), "missing", missing)));
  }

  private Route scrape() {
    return complete(
        HttpResponse.create()
            .withEntity(
                ContentTypes.parse(Metrics.TEXT),
                metrics.scrape().getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse json(int status, Object body) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(body));
  }
}
