package io.lyceum.bench.report;

import io.lyceum.bench.load.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Latency in milliseconds against deliveries a second. */
public final class LatencyPlot {
  /** A logarithm needs something above zero. */
  private static final double SHORTEST = 0.01;

  private LatencyPlot() {}

  /** The 50th and 99th percentile of each of these runs; {@code names} stand beside the lines. */
  public static String of(String title, List<String> names, List<List<StepResult>> runs) {
    List<Plot.Line> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String colour = Plot.colour(i);
      List<StepResult> run = runs.get(i);
      lines.add(line(names.get(i) + " p99", colour, "", run, step -> step.receive().p99()));
      lines.add(line(names.get(i) + " p50", colour, "5 4", run, step -> step.receive().p50()));
    }
    return Plot.of(new Plot.Labels(title, "deliveries a second", "ms"), lines);
  }

  private static Plot.Line line(
      String name,
      String colour,
      String dashes,
      List<StepResult> steps,
      ToDoubleFunction<StepResult> latency) {
    // Of a rate that was tried twice the second try counts, as in the search.
    SortedMap<Double, Plot.Point> points = new TreeMap<>();
    for (StepResult step : steps) {
      if (step.delivered() > 0) {
        double load = step.rate() * step.expected() / step.sent();
        points.put(load, new Plot.Point(load, Math.max(SHORTEST, latency.applyAsDouble(step))));
      }
    }
    return new Plot.Line(name, colour, dashes, List.copyOf(points.values()));
  }
}
