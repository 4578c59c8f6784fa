package io.lyceum.bench.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A logarithmic axis from a power of ten (or its double or fivefold) to another. */
record Axis(double from, double to) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /** One that holds all of these. */
  static Axis over(DoubleStream values) {
    DoubleSummaryStatistics all = values.summaryStatistics();
    if (all.getCount() == 0) {
      return new Axis(1, 10);
    }
    double from = below(all.getMin());
    double to = from;
    while (to < all.getMax() * 1.001) {
      to = above(to);
    }
    return new Axis(from, to);
  }

  /** How far along the axis a value lies, from 0 to 1. */
  double part(double value) {
    return Math.log(value / from) / Math.log(to / from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (double tick = from; tick < to * 1.001; tick = above(tick)) {
      ticks.add(tick);
    }
    return ticks;
  }

  static String label(double value) {
    if (value >= 1e6) {
      return plain(value / 1e6) + " M";
    }
    return value >= 1e3 ? plain(value / 1e3) + " k" : plain(value);
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, value < 0.995 ? "%.2f" : "%.0f", value);
  }

  private static double below(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    double found = decade;
    for (double step : STEPS) {
      if (decade * step <= value * 1.000001) {
        found = decade * step;
      }
    }
    return found;
  }

  /** The next of 1, 2, 5, 10, … */
  private static double above(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value * 1.000001)));
    for (double step : STEPS) {
      if (decade * step > value * 1.001) {
        return decade * step;
      }
    }
    return decade * 10;
  }
}
