package io.lyceum.bench.report;

import java.util.List;
import java.util.Locale;

/** Lines between two logarithmic axes as an SVG picture. */
public final class Plot {
  /** Something measured; both above zero. */
  public record Point(double across, double up) {}

  /**
   * Points that belong together.
   *
   * @param name stands beside the line
   * @param colour from {@link #colour} or {@link #faint}
   * @param dashes as SVG spells them; empty for none
   */
  public record Line(String name, String colour, String dashes, List<Point> points) {}

  /** What stands above the picture and at its axes. */
  public record Labels(String title, String across, String up) {}

  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;

  private final StringBuilder svg = new StringBuilder();
  private final Labels labels;
  private final List<Line> lines;
  private final Axis across;
  private final Axis up;

  private Plot(Labels labels, List<Line> lines) {
    this.labels = labels;
    this.lines = lines;
    this.across =
        Axis.over(lines.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::across));
    this.up = Axis.over(lines.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::up));
  }

  /** Draws them, the first on the ground. */
  public static String of(Labels labels, List<Line> lines) {
    return new Plot(labels, lines).draw();
  }

  /** The colour of the line with this number; they repeat after eight. */
  public static String colour(int number) {
    return Palette.line(number);
  }

  /** The colour of what is only there to compare with. */
  public static String faint() {
    return Palette.FAINT;
  }

  private String draw() {
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH,
            HEIGHT));
    add(Palette.style());
    add("<rect width=\"100%\" height=\"100%\" class=\"ground\"/>");
    text(WIDTH / 2.0, 22, "middle", labels.title());
    text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 12, "middle", labels.across());
    text(LEFT, TOP - 8, "end", labels.up());
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
    for (int i = 0; i < lines.size(); i++) {
      add(lines.get(i), TOP + 18.0 * i + 6);
    }
    add("</svg>");
    return svg.toString();
  }

  private void add(Line line, double legend) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.across()), y(point.up())));
      add(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"currentColor\" class=\"%s\"/>",
              x(point.across()),
              y(point.up()),
              line.colour()));
    }
    stroke(path.toString().strip(), line);
    double from = WIDTH - RIGHT + 14.0;
    stroke(
        String.format(Locale.ROOT, "%1$.1f,%2$.1f %3$.1f,%2$.1f", from, legend, from + 24), line);
    text(from + 30, legend + 4, "start", line.name());
  }

  private void stroke(String points, Line line) {
    add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke-width=\"2\" stroke=\"currentColor\""
                + " class=\"%s\" stroke-dasharray=\"%s\"/>",
            points,
            line.colour(),
            line.dashes()));
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
