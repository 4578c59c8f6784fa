package io.lyceum.benchmark;

import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/** A measurement of Lyceum alone, with goals of its own. */
interface Exercise {
  /** Of each, in the order of the page. */
  static List<Exercise> all() {
    return List.of(
        new QuizExercise(),
        new ResumeExercise(),
        new RestExercise(),
        ClusterExercise.here(),
        new MediaExercise());
  }

  /** As {@code benchmark.only} and the page spell it. */
  String title();

  /** What is done. */
  String shape();

  /** What it tells, in the order of the page. */
  List<Figure> figures();

  /** How often it is measured at most, however many repeats are wanted. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /** Whether the machine has what it takes. */
  default boolean isPossible() {
    return true;
  }

  /** Measures; a value for each of the figures, by its key. */
  Map<String, Double> run(Stage stage, LoadTool tool);
}
