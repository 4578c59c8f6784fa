package io.lyceum.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What was heard of the messages of one window of time; latencies in microseconds. */
public final class Counts {
  /** Two digits after the first; a minute is the longest that is told apart. */
  private static final long LONGEST = 60_000_000;

  private static final int DIGITS = 3;

  final Histogram receive = new Histogram(LONGEST, DIGITS);
  final Histogram ack = new Histogram(LONGEST, DIGITS);
  final Map<String, Long> refused = new TreeMap<>();
  long frames;
  long bytes;

  void delivered(long nanos) {
    receive.recordValue(micros(nanos));
  }

  void acknowledged(long nanos) {
    ack.recordValue(micros(nanos));
  }

  void refused(String code) {
    refused.merge(code, 1L, Long::sum);
  }

  /** Messages times their receivers. */
  long delivered() {
    return receive.getTotalCount();
  }

  long acknowledged() {
    return ack.getTotalCount();
  }

  void add(Counts other) {
    receive.add(other.receive);
    ack.add(other.ack);
    other.refused.forEach((code, count) -> refused.merge(code, count, Long::sum));
    frames += other.frames;
    bytes += other.bytes;
  }

  private static long micros(long nanos) {
    return Math.clamp(nanos / 1_000, 0, LONGEST);
  }
}
