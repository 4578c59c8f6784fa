package io.lyceum.platform.limits;

import java.time.Duration;

/**
 * What became of asking for one token.
 *
 * @param limit which limit it was asked of
 * @param remaining what is left
 * @param delay until one is there again; zero when it was granted
 * @param full until all are there again
 */
public record Taken(
    Limit limit, Rate rate, boolean granted, long remaining, Duration delay, Duration full) {
  /** At least a millisecond, so that it is never read as "at once". */
  public long retryAfterMs() {
    return granted ? 0 : Math.max(1, Math.ceilDiv(delay.toNanos(), 1_000_000));
  }
}
