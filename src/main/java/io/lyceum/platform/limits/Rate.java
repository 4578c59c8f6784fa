package io.lyceum.platform.limits;

import java.time.Duration;

/**
 * A token bucket's figures: {@code amount} come back evenly over {@code window}.
 *
 * @param burst how many may be taken at once from a full one
 */
public record Rate(int amount, Duration window, int burst) {
  /** So many in any window. */
  public static Rate per(Duration window, int amount) {
    return new Rate(amount, window, amount);
  }

  /** So many a second, twice as many at once. */
  public static Rate perSecond(int amount) {
    return new Rate(amount, Duration.ofSeconds(1), 2 * amount);
  }

  /** How long an empty bucket takes to be full. */
  Duration refill() {
    return window.multipliedBy(burst).dividedBy(amount);
  }
}
