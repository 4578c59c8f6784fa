package io.lyceum.flow.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a class is told. What was before it began belongs to its first moment.
 *
 * @param end null while the class runs
 */
record Span(Instant start, @Nullable Instant end) {
  /** Milliseconds since the class began: never less than none, nor more than it lasted. */
  long offset(Instant at) {
    Instant within = isAfterEnd(at) && end != null ? end : at;
    return Math.max(0, Duration.between(start, within).toMillis());
  }

  boolean isAfterEnd(Instant at) {
    return end != null && at.isAfter(end);
  }

  /** How long it lasts, as of now. */
  long length(Instant now) {
    return offset(end == null ? now : end);
  }
}
