package io.lyceum.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A span under way. What is not recorded has none: null stands for it everywhere. */
public final class Traced {
  private final Span span;
  private final String context;

  Traced(Span span) {
    this.span = span;
    this.context = TraceContext.of(span.getSpanContext());
  }

  /** What a child elsewhere goes on with. */
  public String context() {
    return context;
  }

  public Traced with(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  public Traced with(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  /** It did not go well; {@code why} is a code, never a text of a person. */
  public Traced failed(String why) {
    span.setStatus(StatusCode.ERROR, why);
    return this;
  }

  public void end() {
    span.end();
  }
}
