package io.lyceum.platform.metrics;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Where histograms are cut. Fixed bounds rather than percentiles: what several nodes count can be
 * added up.
 */
public final class Buckets {
  private static final Duration[] LATENCY =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);
  private static final double[] SIZE = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500};

  private Buckets() {}

  /** For what takes a millisecond on a good day and ten seconds on the worst. */
  public static Duration[] latency() {
    return LATENCY.clone();
  }

  /** For how many there are of something. */
  public static double[] size() {
    return SIZE.clone();
  }
}
