package io.lyceum.platform.http;

import io.lyceum.core.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.CacheControl;
import org.apache.pekko.http.javadsl.model.headers.CacheDirectives;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The page at {@code /} and the libraries it uses at {@code /webjars/<library>/<path>}. Browsers
 * ask each time whether their copy still is the current one (ETag), so a new release is seen at
 * once.
 */
public final class Pages extends AllDirectives {
  private static final String INDEX = "index.html";

  private final StaticFiles files = new StaticFiles();

  public Route routes() {
    return concat(
        pathSingleSlash(() -> get(() -> serve(List.of(INDEX)))),
        pathPrefix(
            PathMatchers.segments(),
            segments ->
                forBrowsers(segments)
                    ? concat(
                        pathEnd(() -> get(() -> serve(segments))),
                        pathSingleSlash(() -> get(() -> serve(indexOf(segments)))))
                    : reject()));
  }

  private static List<String> indexOf(List<String> folder) {
    List<String> path = new ArrayList<>(folder);
    path.add(INDEX);
    return path;
  }

  /** An unknown address below {@code /v1} must be answered as the API does. */
  private static boolean forBrowsers(List<String> segments) {
    return !segments.isEmpty() && !segments.getFirst().equals("v1");
  }

  private Route serve(List<String> segments) {
    Optional<StaticFiles.StaticFile> found =
        segments.getFirst().equals("webjars")
            ? files.webJar(segments.subList(1, segments.size()))
            : files.page(segments);
    return found
        .map(this::send)
        .orElseGet(
            () ->
                complete(
                    ApiRoutes.refusal(
                        Refusal.of(ErrorCode.NOT_FOUND, "There is nothing at this address."))));
  }

  private Route send(StaticFiles.StaticFile file) {
    return conditional(
        EntityTag.create(file.fingerprint(), false),
        () ->
            complete(
                HttpResponse.create()
                    .addHeader(CacheControl.create(CacheDirectives.NO_CACHE))
                    .withEntity(HttpEntities.create(file.type(), file.bytes()))));
  }
}
