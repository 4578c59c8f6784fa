package io.lyceum.socket;

import java.time.Duration;

/** A token bucket: {@code perSecond} sustained, twice as many at once. */
final class RateLimit {
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final double perSecond;
  private final double burst;
  private double tokens;
  private long at;

  RateLimit(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = perSecond * 2.0;
    this.tokens = burst;
    this.at = nowNanos;
  }

  /** Takes one token; false when there is none. */
  boolean take(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - at) / NANOS * perSecond);
    at = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  /** When the next token will be there, in milliseconds. */
  long retryAfterMs() {
    return (long) Math.ceil((1 - tokens) / perSecond * 1000);
  }
}
