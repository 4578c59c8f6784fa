package io.lyceum.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a trace as text: the W3C's {@code traceparent}, the same on the wire and inside. */
public final class TraceContext {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE = 3;
  private static final int SPAN = 36;

  private TraceContext() {}

  /** Whether a stranger's text is one; another is passed over, as the W3C wants it. */
  public static boolean isOne(@Nullable String text) {
    return text != null && text.length() == SPAN + 19 && FORM.matcher(text).matches();
  }

  /** The trace a context belongs to. */
  public static String traceId(String context) {
    return context.substring(TRACE, TRACE + 32);
  }

  static String of(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
  }

  /** As the parent of a span; none when the text is not one. */
  static Context parent(@Nullable String text) {
    if (text == null || !isOne(text)) {
      return Context.root();
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            traceId(text),
            text.substring(SPAN, SPAN + 16),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(remote));
  }
}
