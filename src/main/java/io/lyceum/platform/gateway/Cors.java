package io.lyceum.platform.gateway;

import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may use the API: those on the allow-list, compared exactly. Never
 * with credentials: a token is sent as a header that no browser adds by itself.
 */
final class Cors {
  private static final HttpHeader VARY = RawHeader.create("Vary", "Origin");
  private static final String EXPOSED =
      "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, RateLimit-Limit,"
          + " RateLimit-Remaining, RateLimit-Reset";
  private static final int NO_CONTENT = 204;

  /** Ten minutes. */
  private static final String MAX_AGE = "600";

  private final Set<String> allowed;

  Cors(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** A browser's question before it sends what a plain form could not. */
  static boolean isPreflight(HttpRequest request) {
    return request.method().value().equals("OPTIONS")
        && request.getHeader("Origin").isPresent()
        && request.getHeader("Access-Control-Request-Method").isPresent();
  }

  HttpResponse preflight(HttpRequest request) {
    return isAllowed(origin(request))
        ? HttpResponse.create()
            .withStatus(NO_CONTENT)
            .addHeader(
                RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"))
            .addHeader(
                RawHeader.create(
                    "Access-Control-Allow-Headers",
                    "Authorization, Content-Type, X-Request-Id, traceparent"))
            .addHeader(RawHeader.create("Access-Control-Max-Age", MAX_AGE))
        : ApiRoutes.refusal(
            Refusal.of(ErrorCode.FORBIDDEN, "This page's origin is not on the allow-list."));
  }

  /** What the page's browser must see to hand the answer on. */
  List<HttpHeader> headers(HttpRequest request) {
    String origin = origin(request);
    return origin != null && isAllowed(origin)
        ? List.of(
            VARY,
            RawHeader.create("Access-Control-Allow-Origin", origin),
            RawHeader.create("Access-Control-Expose-Headers", EXPOSED))
        : List.of(VARY);
  }

  private boolean isAllowed(@Nullable String origin) {
    return origin != null && allowed.contains(origin);
  }

  private static @Nullable String origin(HttpRequest request) {
    return request.getHeader("Origin").map(HttpHeader::value).orElse(null);
  }
}
