package io.lyceum.benchmark.growth;

import java.util.Map;
import java.util.Objects;

/**
 * One measurement of a series.
 *
 * @param input how much there was of what grows
 */
public record Point(int input, Map<Figure, Double> figures) {
  double of(Figure figure) {
    return Objects.requireNonNull(figures.get(figure));
  }
}
