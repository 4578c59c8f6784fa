package io.lyceum.benchmark.growth;

import io.lyceum.bench.report.Plot;
import java.util.List;

/**
 * How fast a figure grows with its input: as the input to the power of this. 0 is not at all, 1 as
 * fast as the input.
 *
 * @param all of the line through all points, by least squares of the logarithms
 * @param end between the last two points, where a limit would show first
 */
record Exponent(double all, double end) {
  /** A tenth above 1 is within what two measurements of the same differ by. */
  static final double MOST = 1.1;

  /** Of two points or more, ascending. */
  static Exponent of(List<Plot.Point> points) {
    return new Exponent(slope(points), slope(points.subList(points.size() - 2, points.size())));
  }

  /** Whether it grows no faster than its input. */
  boolean isWithin() {
    return all <= MOST && end <= MOST;
  }

  private static double slope(List<Plot.Point> points) {
    double across = points.stream().mapToDouble(p -> Math.log(p.across())).average().orElseThrow();
    double up = points.stream().mapToDouble(p -> Math.log(p.up())).average().orElseThrow();
    double together = 0;
    double alone = 0;
    for (Plot.Point point : points) {
      double from = Math.log(point.across()) - across;
      together += from * (Math.log(point.up()) - up);
      alone += from * from;
    }
    return together / alone;
  }
}
