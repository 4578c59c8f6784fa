package io.lyceum.platform.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.platform.health.Readiness;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.metrics.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /health/live}, {@code /health/ready}, {@code /metrics} and {@code /.well-known/jwks.json},
 * for machines.
 */
public final class OpsRoutes extends AllDirectives {
  private final Readiness readiness;
  private final Metrics metrics;
  private final Supplier<String> publicKeys;

  /**
   * @param publicKeys a JWK Set, for who verifies our tokens
   */
  public OpsRoutes(Readiness readiness, Metrics metrics, Supplier<String> publicKeys) {
    this.readiness = readiness;
    this.metrics = metrics;
    this.publicKeys = publicKeys;
  }

  public Route routes() {
    return concat(
        pathPrefix(
            "health",
            () ->
                concat(
                    path("live", () -> get(() -> complete(json(200, Map.of("live", true))))),
                    path("ready", () -> get(this::ready)))),
        path("metrics", () -> get(this::scrape)),
        path(segment(".well-known").slash("jwks.json"), () -> get(this::keys)));
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

  /** A key is published two minutes before it signs, so a copy of one minute is never too old. */
  private Route keys() {
    return complete(
        HttpResponse.create()
            .addHeader(RawHeader.create("Cache-Control", "public, max-age=60"))
            .withEntity(ContentTypes.APPLICATION_JSON, publicKeys.get()));
  }

  private static HttpResponse json(int status, Object body) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(body));
  }
}
