package io.lyceum.benchmark;

import io.lyceum.bench.load.StepResult;
import java.util.Comparator;
import java.util.List;

/**
 * One search for a server's highest load.
 *
 * @param best messages a second, the highest that held; 0 for none
 * @param steps every load that was tried, in the order of trying
 */
record Climb(double best, List<StepResult> steps) {
  /** What counts as carried: 99 of 100 within 200 ms, and all but a thousandth at all. */
  private static final StepResult.Goal GOAL = new StepResult.Goal(200, 0.999);

  /** The loads that held, ascending. */
  List<StepResult> held() {
    return steps.stream()
        .filter(step -> step.holds(GOAL))
        .sorted(Comparator.comparingDouble(StepResult::rate))
        .toList();
  }

  /** The step at the highest load that held. */
  StepResult atBest() {
    return held().getLast();
  }

  /** The one in the middle of several, by its best; of an even number the lower. */
  static Climb median(List<Climb> climbs) {
    List<Climb> sorted = climbs.stream().sorted(Comparator.comparingDouble(Climb::best)).toList();
    return sorted.get((sorted.size() - 1) / 2);
  }
}
