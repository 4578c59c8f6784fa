package io.lyceum.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of the page about what was measured of Lyceum alone. */
record ExercisePage(Results results) {
  String text() {
    StringBuilder page = new StringBuilder();
    Exercise.all().stream()
        .filter(exercise -> !results.exercises(exercise.title()).isEmpty())
        .forEach(exercise -> page.append(section(exercise)));
    return page.toString();
  }

  private String section(Exercise exercise) {
    StringBuilder section = new StringBuilder();
    section.append(
        String.format(
            Locale.ROOT,
            """
            ## %s: %s

            | | | | goal | |
            |---|--:|---|--:|---|
            """,
            exercise.title(),
            exercise.shape()));
    List<Map<String, Double>> repeats = results.exercises(exercise.title());
    for (Figure figure : exercise.figures()) {
      List<Double> values =
          repeats.stream()
              .flatMap(repeat -> Optional.ofNullable(repeat.get(figure.key())).stream())
              .toList();
      if (!values.isEmpty()) {
        section.append(row(figure, figure.of(values)));
      }
    }
    return section.append('\n').toString();
  }

  private static String row(Figure figure, double value) {
    Figure.Goal goal = figure.goal();
    String sign =
        switch (goal.way()) {
          case NONE -> "";
          case AT_MOST -> "≤ " + Figure.shown(goal.limit());
          case AT_LEAST -> "≥ " + Figure.shown(goal.limit());
        };
    String verdict = goal.way() == Figure.Way.NONE ? "" : Page.verdict(goal.isMet(value));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        figure.words(),
        Figure.shown(value),
        figure.unit(),
        sign,
        verdict);
  }
}
