package io.lyceum.benchmark.growth;

import io.lyceum.bench.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page says of growth.
 *
 * @param points by the name of the series
 * @param images where the page finds its plots
 */
public record GrowthSection(Map<String, List<Point>> points, String images) {
  /** A logarithm needs something above zero, and no figure is measured more closely. */
  private static final double SMALLEST = 0.001;

  /** Empty when nothing was measured. */
  public String text() {
    List<Growth> measured = measured();
    return measured.isEmpty()
        ? ""
        : measured.stream().map(this::series).collect(Collectors.joining("", head(), ""));
  }

  private static String head() {
    return String.format(
        Locale.ROOT,
        """
        ## Growth

        Of each series one thing grows and all else stays the same; each point has a server of its own, just started and kept busy for a \
        while. *Growth* is the exponent e with which a figure follows its input, figure ~ input^e, by least squares of the logarithms of all \
        points; *at the end* is the same between the last two. 0 is flat, 1 as fast as the input; nothing may grow faster, and %.1f \
        counts as 1 because two measurements of the same differ by so much. Resident memory and live heap hold what a server needs at rest, \
        too. In the plots each figure is a multiple of its first point, and the grey line grows as the input.

        """,
        Exponent.MOST);
  }

  /** Name of the file and SVG of each plot. */
  public Map<String, String> plots() {
    Map<String, String> plots = new LinkedHashMap<>();
    measured().forEach(growth -> plots.put(growth.name() + ".svg", plot(growth)));
    return plots;
  }

  private List<Growth> measured() {
    return Growth.ALL.stream().filter(growth -> of(growth).size() > 1).toList();
  }

  private List<Point> of(Growth growth) {
    return points.getOrDefault(growth.name(), List.of());
  }

  private String series(Growth growth) {
    List<Figure> figures = figures(growth);
    StringBuilder section = new StringBuilder();
    section.append(
        String.format(
            Locale.ROOT,
            "### %s%n%n%s.%n%n",
            title(growth),
            growth.shape().substring(0, 1).toUpperCase(Locale.ROOT) + growth.shape().substring(1)));
    section.append(row(growth.input(), figures, f -> f.title() + ", " + f.unit()));
    section.append("|--:|").append("--:|".repeat(figures.size())).append('\n');
    for (Point point : of(growth)) {
      String input = String.format(Locale.ROOT, "%,d", point.input());
      section.append(row(input, figures, f -> figure(point.of(f))));
    }
    section.append(row("growth", figures, f -> exponent(exponent(growth, f).all())));
    section.append(row("at the end", figures, f -> exponent(exponent(growth, f).end())));
    return section
        .append(
            String.format(
                Locale.ROOT,
                "%nGoal: nothing grows faster than its input, %s.%n%n![growth](%s%s.svg)%n%n",
                verdict(growth, figures),
                images,
                growth.name()))
        .toString();
  }

  private String verdict(Growth growth, List<Figure> figures) {
    String faster =
        figures.stream()
            .filter(figure -> !exponent(growth, figure).isWithin())
            .map(Figure::title)
            .collect(Collectors.joining(", "));
    return faster.isEmpty() ? "met" : "**not met**: " + faster;
  }

  private String plot(Growth growth) {
    List<Plot.Line> lines = new ArrayList<>();
    List<Figure> figures = figures(growth);
    for (int i = 0; i < figures.size(); i++) {
      List<Plot.Point> measured = line(growth, figures.get(i));
      double first = measured.getFirst().up();
      lines.add(
          new Plot.Line(
              figures.get(i).title(),
              Plot.colour(i),
              "",
              measured.stream().map(p -> new Plot.Point(p.across(), p.up() / first)).toList()));
    }
    double from = of(growth).getFirst().input();
    double to = of(growth).getLast().input();
    lines.add(
        new Plot.Line(
            "as the input",
            Plot.faint(),
            "2 3",
            List.of(new Plot.Point(from, 1), new Plot.Point(to, to / from))));
    return Plot.of(new Plot.Labels(title(growth), growth.input(), "×"), lines);
  }

  private String title(Growth growth) {
    return String.format(
        Locale.ROOT,
        "%s: %,d to %,d %s",
        growth.name(),
        of(growth).getFirst().input(),
        of(growth).getLast().input(),
        growth.input());
  }

  private Exponent exponent(Growth growth, Figure figure) {
    return Exponent.of(line(growth, figure));
  }

  private List<Plot.Point> line(Growth growth, Figure figure) {
    return of(growth).stream()
        .map(p -> new Plot.Point(p.input(), Math.max(SMALLEST, p.of(figure))))
        .toList();
  }

  /** Those of every point, in the order of the enum. */
  private List<Figure> figures(Growth growth) {
    return Stream.of(Figure.values())
        .filter(figure -> of(growth).stream().allMatch(p -> p.figures().containsKey(figure)))
        .toList();
  }

  private static String row(String first, List<Figure> figures, Function<Figure, String> cell) {
    return figures.stream()
        .map(cell)
        .collect(Collectors.joining(" | ", "| " + first + " | ", " |\n"));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }

  private static String exponent(double value) {
    return String.format(Locale.ROOT, value > Exponent.MOST ? "**%.2f**" : "%.2f", value);
  }
}
