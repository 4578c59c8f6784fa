package io.lyceum.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.Route;

/** The published documents: {@code /openapi.yaml} and {@code /asyncapi.yaml}. */
public final class SpecRoutes extends ApiRoutes {
  /** RFC 9512: UTF-8 without saying so. */
  private static final ContentType YAML =
      MediaTypes.customBinary("application", "yaml", true).toContentType();

  @Override
  public Route routes() {
    HttpResponse openapi = document("/api/openapi.yaml");
    HttpResponse asyncapi = document("/api/asyncapi.yaml");
    return concat(
        path("openapi.yaml", () -> get(() -> complete(openapi))),
        path("asyncapi.yaml", () -> get(() -> complete(asyncapi))));
  }

  private static HttpResponse document(String resource) {
    return HttpResponse.create().withEntity(HttpEntities.create(YAML, read(resource)));
  }

  private static byte[] read(String resource) {
    try (InputStream stream = SpecRoutes.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(stream, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
