package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Running;
import java.util.List;
import java.util.Objects;

/**
 * Durable posts at a rate that is held.
 *
 * @param rate posts a second over all rooms
 * @param warmUp seconds before anything is measured: compilers learn
 */
record Posts(int rooms, int members, double rate, int warmUp) {
  private static final int SECONDS = 8;
  private static final double ARRIVED = 0.999;

  /**
   * Holds them, once.
   *
   * @throws IllegalStateException when some are lost: then there is nothing to compare
   */
  StepResult hold(Tool tool, Running server) {
    List<String> options =
        List.of(
            "chat",
            "--rooms",
            Integer.toString(rooms),
            "--members",
            Integer.toString(members),
            "--rate",
            Double.toString(rate),
            "--warm-up",
            Integer.toString(warmUp),
            "--seconds",
            Integer.toString(SECONDS));
    StepResult step = tool.run(server, options).steps().getFirst();
    if (step.arrived() < ARRIVED || step.lostSockets() > 0) {
      throw new IllegalStateException("not carried: " + step);
    }
    return step;
  }

  static double serverCores(StepResult step) {
    return Objects.requireNonNull(step.cores().server());
  }
}
