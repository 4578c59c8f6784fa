package io.lyceum.bench.load;

/**
 * When each message is meant to be sent, whether or not the ones before were: {@code rate} a
 * second, evenly.
 */
public record Schedule(long start, double rate, long warmUp, long measured) implements Times {
  private static final double SECOND = 1e9;

  /** So many seconds of warm-up and of measurement. */
  public static Schedule of(long start, double rate, double warmUpSeconds, double seconds) {
    return new Schedule(
        start, rate, Math.round(rate * warmUpSeconds), Math.max(1, Math.round(rate * seconds)));
  }

  @Override
  public long count() {
    return warmUp + measured;
  }

  @Override
  public long due(long index) {
    return start + (long) (index * SECOND / rate);
  }

  /** The first stamp that is measured, less half an interval for stamps that are rounded. */
  long measuredFrom() {
    return due(warmUp) - half();
  }

  /** The end of the measured stamps. */
  long measuredTo() {
    return due(count()) - half();
  }

  private long half() {
    return (long) (SECOND / rate / 2);
  }
}
