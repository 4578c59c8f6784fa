package io.lyceum.platform.http;

import io.lyceum.platform.tracing.Traced;
import io.lyceum.platform.tracing.Tracing;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A request's span, handshakes of sockets included; what machines ask has none. */
public final class RequestTrace {
  private static final AttributeKey<String> CONTEXT = AttributeKey.create("trace", String.class);

  private final HttpRequest request;
  private final @Nullable Traced span;

  private RequestTrace(HttpRequest request, @Nullable Traced span) {
    this.request = request;
    this.span = span;
  }

  /** The trace a request is recorded in; null when it is not. */
  public static @Nullable String context(HttpRequest request) {
    return request.getAttribute(CONTEXT).orElse(null);
  }

  static RequestTrace of(Tracing tracing, HttpRequest request) {
    if (!tracing.isOn() || !request.getUri().path().startsWith("/v1/")) {
      return new RequestTrace(request, null);
    }
    String caller = request.getHeader("traceparent").map(HttpHeader::value).orElse(null);
    Traced span = tracing.enter("http request", caller);
    return span == null
        ? new RequestTrace(request, null)
        : new RequestTrace(
            request.addAttribute(CONTEXT, span.context()),
            span.with("http.request.method", request.method().value()));
  }

  /** The request, with its context for whoever goes on. */
  HttpRequest request() {
    return request;
  }

  void end(HttpResponse response) {
    if (span != null) {
      span.with("http.response.status_code", response.status().intValue()).end();
    }
  }
}
