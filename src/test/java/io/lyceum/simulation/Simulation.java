package io.lyceum.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** One run of one seed: bad hours, then healing, then the last look around. */
final class Simulation {
  private static final long HEALING_NANOS = 60_000 * Machine.MS;
  private static final long LONGEST_NANOS = 3_600_000 * Machine.MS;

  /** What a run came to. */
  record Outcome(long steps, long hash, Tally tally) {}

  private Simulation() {}

  static Outcome run(long seed, long steps) {
    return run(seed, steps, Sabotage.NONE);
  }

  static Outcome run(long seed, long steps, Sabotage sabotage) {
    // The faults are planted: what the parts say of them would drown everything else.
    ((Logger) LoggerFactory.getLogger("io.lyceum.topic")).setLevel(Level.OFF);
    ((Logger) LoggerFactory.getLogger("io.lyceum.hub")).setLevel(Level.OFF);
    World world = new World(seed, sabotage);
    Machine machine = world.machine();
    try {
      Faults faults = new Faults(world);
      world.people().forEach(Person::begin);
      faults.begin();
      machine.run(LONGEST_NANOS, steps);
      faults.end();
      world.people().forEach(Person::beQuiet);
      machine.run(machine.nanos() + HEALING_NANOS / 2, Long.MAX_VALUE);
      world.people().forEach(Person::lastWords);
      machine.run(machine.nanos() + HEALING_NANOS / 2, Long.MAX_VALUE);
      world.checker().atTheEnd(world.people());
    } catch (Checker.Violation violation) {
      throw new AssertionError(report(world, seed, steps, violation), violation);
    }
    return new Outcome(machine.steps(), machine.hash(), world.checker().tally());
  }

  private static String report(World world, long seed, long steps, Checker.Violation violation) {
    List<String> words = new ArrayList<>(List.of("fault"));
    String own = System.getProperty("simulation.words");
    if (own != null) {
      words.addAll(List.of(own.split(",", -1)));
    } else if (violation.topic() != null) {
      words.add(violation.topic());
      words.add(violation.topic().replace("drill:", ""));
    }
    return """
    %s
    after %d steps, %.3f s. Again with:
    ./mvnw test -Dtest=SimulationTest -Dsimulation.seed=%d -Dsimulation.steps=%d
    %s\
    """
        .formatted(
            violation.getMessage(),
            world.machine().steps(),
            world.machine().nanos() / 1e9,
            seed,
            steps,
            world.network().story(words, Integer.getInteger("simulation.lines", 60)));
  }
}
