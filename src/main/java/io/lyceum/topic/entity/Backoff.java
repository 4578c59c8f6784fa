package io.lyceum.topic.entity;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between tries, with jitter, so that a thousand topics do not fall upon a database
 * that just came back.
 */
final class Backoff {
  private static final long FIRST_MS = 200;
  private static final long LAST_MS = 5_000;
  private final Supplier<RandomGenerator> random;
  private long nextMs = FIRST_MS;

  Backoff(Supplier<RandomGenerator> random) {
    this.random = random;
  }

  Duration next() {
    Duration pause = Duration.ofMillis(jitteredMs(nextMs));
    nextMs = Math.min(LAST_MS, nextMs * 2);
    return pause;
  }

  void reset() {
    nextMs = FIRST_MS;
  }

  /** Between 50 % and 150 % of {@code ms}. */
  long jitteredMs(long ms) {
    return random.get().nextLong(ms / 2, ms + ms / 2 + 1);
  }
}
