package io.lyceum.bench.load;

import org.HdrHistogram.Histogram;

/** Quantiles in milliseconds. */
public record Latency(double p50, double p90, double p95, double p99, double p999, double max) {
  private static final double MICROS = 1_000;

  /** Of a histogram of microseconds. */
  static Latency of(Histogram micros) {
    return new Latency(
        quantile(micros, 50),
        quantile(micros, 90),
        quantile(micros, 95),
        quantile(micros, 99),
        quantile(micros, 99.9),
        micros.getMaxValue() / MICROS);
  }

  private static double quantile(Histogram micros, double percent) {
    return micros.getValueAtPercentile(percent) / MICROS;
  }
}
