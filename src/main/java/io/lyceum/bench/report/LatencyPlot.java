package io.lyceum.bench.report;

import io.lyceum.bench.load.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Latency against load as an SVG picture, both axes logarithmic. */
public final class LatencyPlot {
  /** A line of the picture: latency in milliseconds by deliveries a second. */
  private record Series(String name, String line, String dashes, List<double[]> points) {}

  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  /** A logarithm needs something above zero. */
  private static final double SHORTEST = 0.01;

  private final StringBuilder svg = new StringBuilder();
  private final Axis across;
  private final Axis up;

  private LatencyPlot(List<Series> all) {
    this.across = Axis.over(all.stream().flatMap(s -> s.points().stream()).mapToDouble(p -> p[0]));
    this.up = Axis.over(all.stream().flatMap(s -> s.points().stream()).mapToDouble(p -> p[1]));
  }

  /** The 50th and 99th percentile of each of these runs; {@code names} stand beside the lines. */
  public static String of(String title, List<String> names, List<List<StepResult>> runs) {
    List<Series> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String line = Palette.line(i);
      all.add(series(names.get(i) + " p99", line, "", runs.get(i), step -> step.receive().p99()));
      all.add(series(names.get(i) + " p50", line, "5 4", runs.get(i), s -> s.receive().p50()));
    }
    return new LatencyPlot(all).draw(title, all);
  }

  private static Series series(
      String name,
      String line,
      String dashes,
      List<StepResult> steps,
      ToDoubleFunction<StepResult> latency) {
    // Of a rate that was tried twice the second try counts, as in the search.
    SortedMap<Double, double[]> points = new TreeMap<>();
    for (StepResult step : steps) {
      if (step.delivered() > 0) {
        double load = step.rate() * step.expected() / step.sent();
        points.put(load, new double[] {load, Math.max(SHORTEST, latency.applyAsDouble(step))});
      }
    }
    return new Series(name, line, dashes, List.copyOf(points.values()));
  }

  private String draw(String title, List<Series> all) {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH,
            HEIGHT));
    add(Palette.style());
    add("<rect width=\"100%\" height=\"100%\" class=\"ground\"/>");
    text(WIDTH / 2.0, 22, "middle", title);
    text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 12, "middle", "deliveries a second");
    text(LEFT, TOP - 8, "end", "ms");
    for (double tick : across.ticks()) {
      add(
          String.format(
              Locale.ROOT,
              "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" class=\"grid\"/>",
              x(tick),
              TOP,
              HEIGHT - BOTTOM));
      text(x(tick), HEIGHT - BOTTOM + 16, "middle", Axis.label(tick));
    }
    for (double tick : up.ticks()) {
      add(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%3$.1f\" y2=\"%3$.1f\" class=\"grid\"/>",
              LEFT,
              WIDTH - RIGHT,
              y(tick)));
      text(LEFT - 6, y(tick) + 4, "end", Axis.label(tick));
    }
    for (int i = 0; i < all.size(); i++) {
      line(all.get(i), TOP + 18.0 * i + 6);
    }
    add("</svg>");
    return svg.toString();
  }

  private void line(Series series, double legend) {
    StringBuilder path = new StringBuilder();
    for (double[] point : series.points()) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0]), y(point[1])));
      add(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"currentColor\" class=\"%s\"/>",
              x(point[0]),
              y(point[1]),
              series.line()));
    }
    stroke(path.toString().strip(), series);
    double from = WIDTH - RIGHT + 14.0;
    stroke(
        String.format(Locale.ROOT, "%1$.1f,%2$.1f %3$.1f,%2$.1f", from, legend, from + 24), series);
    text(from + 30, legend + 4, "start", series.name());
  }

  private void stroke(String points, Series series) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke-width=\"2\" stroke=\"currentColor\""
                + " class=\"%s\" stroke-dasharray=\"%s\"/>",
            points,
            series.line(),
            series.dashes()));
  }

  private double x(double value) {
    return LEFT + across.part(value) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.part(value) * (HEIGHT - TOP - BOTTOM);
  }

  private void text(double x, double y, String anchor, String words) {
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            escaped));
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
