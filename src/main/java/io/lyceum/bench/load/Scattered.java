package io.lyceum.bench.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Random times within a span: people who act when they are ready, not in turn. */
final class Scattered implements Times {
  private static final double SECOND = 1e9;

  private final long[] times;
  private final double rate;

  private Scattered(long[] times, double rate) {
    this.times = times;
    this.rate = rate;
  }

  /** So many, anywhere within {@code seconds} from {@code start}. */
  static Scattered over(long start, double seconds, int count, RandomGenerator random) {
    long span = Math.max(1, (long) (seconds * SECOND));
    long[] times = random.longs(count, start, start + span).toArray();
    Arrays.sort(times);
    return new Scattered(times, count / seconds);
  }

  @Override
  public long count() {
    return times.length;
  }

  @Override
  public long due(long index) {
    return times[(int) index];
  }

  @Override
  public double rate() {
    return rate;
  }
}
