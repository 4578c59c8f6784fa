package io.lyceum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A million steps of the runtime in bad hours; nothing promised may break. {@code
 * -Dsimulation.seed=…} runs one seed, {@code -Dsimulation.first=… -Dsimulation.seeds=…} others.
 */
class SimulationTest {
  private static final long STEPS = Long.getLong("simulation.steps", 25_000);
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 42);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  @Test
  void nothing_is_lost_doubled_or_out_of_order_whatever_happens(TestReporter reporter) {
    Long only = Long.getLong("simulation.seed");
    LongStream seeds = only == null ? LongStream.range(FIRST, FIRST + SEEDS) : LongStream.of(only);
    Tally tally = new Tally();
    long steps = 0;
    for (long seed : seeds.toArray()) {
      Simulation.Outcome outcome = Simulation.run(seed, STEPS);
      steps += outcome.steps();
      tally.add(outcome.tally());
    }
    reporter.publishEntry(steps + " steps", tally.toString());
    if (only == null) {
      assertThat(steps).isGreaterThanOrEqualTo(SEEDS * STEPS);
      // A run in which nothing went wrong or nothing was said would prove nothing.
      assertThat(tally.faults).hasSize(Faults.KINDS);
      assertThat(tally.acknowledged).isGreaterThan(SEEDS * 50L);
      assertThat(tally.resets).isPositive();
    }
  }

  @Test
  void the_same_seed_is_the_same_run() {
    Simulation.Outcome once = Simulation.run(7, 10_000);
    Simulation.Outcome again = Simulation.run(7, 10_000);
    assertThat(again.hash()).isEqualTo(once.hash());
    assertThat(again.steps()).isEqualTo(once.steps());
    assertThat(Simulation.run(8, 10_000).hash()).isNotEqualTo(once.hash());
  }
}
