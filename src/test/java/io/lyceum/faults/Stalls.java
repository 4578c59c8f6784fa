package io.lyceum.faults;

import io.lyceum.faults.check.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long rooms went without an acknowledgement, and how late events came. */
final class Stalls {
  /** Times of a room's acknowledgements, in no order. */
  private final Map<String, List<Double>> acknowledged = new HashMap<>();

  private final Map<String, Double> invoked = new HashMap<>();
  private final Map<String, DoubleSummaryStatistics> asked = new HashMap<>();
  private final List<Double> arrivals = new ArrayList<>();
  private final List<Double> lags = new ArrayList<>();

  void accept(Line line) {
    switch (line.what()) {
      case OK -> acknowledged.computeIfAbsent(line.room(), _ -> new ArrayList<>()).add(line.t());
      case INVOKE -> {
        invoked.put(line.room() + line.key(), line.t());
        asked.computeIfAbsent(line.room(), _ -> new DoubleSummaryStatistics()).accept(line.t());
      }
      case RECV -> {
        Double sentAt = invoked.get(line.room() + line.key());
        if (sentAt != null) {
          arrivals.add(line.t());
          lags.add(line.t() - sentAt);
        }
      }
      case INFO, FAIL, RESET, RESUME, LEVEL, CONNECT, CLOSE -> {}
    }
  }

  /** Acknowledgements within a time. */
  long count(double from, double to) {
    return acknowledged.values().stream()
        .flatMap(List::stream)
        .filter(at -> at >= from && at <= to)
        .count();
  }

  /**
   * For each room the longest silence within a time, in ascending order; of rooms in which somebody
   * spoke before, and after or until its end.
   */
  double[] within(double from, double to) {
    return asked.entrySet().stream()
        .filter(room -> room.getValue().getMin() < from)
        .filter(room -> room.getValue().getMax() > to - 2_000)
        .map(room -> acknowledged.getOrDefault(room.getKey(), List.of()))
        .mapToDouble(
            times -> {
              double[] inside =
                  times.stream()
                      .mapToDouble(t -> t)
                      .filter(t -> t >= from && t <= to)
                      .sorted()
                      .toArray();
              double last = from;
              double longest = 0;
              for (double at : inside) {
                longest = Math.max(longest, at - last);
                last = at;
              }
              return Math.max(longest, to - last);
            })
        .sorted()
        .toArray();
  }

  /** The worst time from sending to reading of what arrived within a time, of {@code percent}. */
  double lag(double from, double to, double percent) {
    double[] sorted = new double[lags.size()];
    int count = 0;
    for (int i = 0; i < lags.size(); i++) {
      if (arrivals.get(i) >= from && arrivals.get(i) <= to) {
        sorted[count++] = lags.get(i);
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : percentile(Arrays.copyOf(sorted, count), percent);
  }

  static double percentile(double[] ascending, double percent) {
    return ascending.length == 0
        ? 0
        : ascending[
            (int) Math.min(ascending.length - 1, Math.ceil(ascending.length * percent / 100) - 1)];
  }
}
