package io.lyceum.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * Something an {@link Exercise} tells.
 *
 * @param key by which results keep it; a promise to interrupted runs
 * @param words what the page calls it
 * @param unit of its values
 * @param goal what is meant to be reached, when there is a goal
 */
record Figure(String key, String words, String unit, Goal goal) {
  /** Which way is good. */
  enum Way {
    /** Told, not judged. */
    NONE,
    AT_MOST,
    AT_LEAST
  }

  /** What is meant to be reached. */
  record Goal(Way way, double limit) {
    boolean isMet(double value) {
      return switch (way) {
        case NONE -> true;
        case AT_MOST -> value <= limit;
        case AT_LEAST -> value >= limit;
      };
    }
  }

  /** One that is told only. */
  static Figure told(String key, String words, String unit) {
    return new Figure(key, words, unit, new Goal(Way.NONE, 0));
  }

  static Figure atMost(double limit, String key, String words, String unit) {
    return new Figure(key, words, unit, new Goal(Way.AT_MOST, limit));
  }

  static Figure atLeast(double limit, String key, String words, String unit) {
    return new Figure(key, words, unit, new Goal(Way.AT_LEAST, limit));
  }

  /** The middle one of several measurements; where nothing at all may go wrong, the worst. */
  double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    boolean nothingMay = goal.way() == Way.AT_MOST && goal.limit() == 0;
    return nothingMay ? sorted.getLast() : sorted.get((sorted.size() - 1) / 2);
  }

  /** With as many digits as mean something. */
  static String shown(double value) {
    if (value == Math.rint(value) || value >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
