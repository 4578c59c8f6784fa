package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** More nodes share the same work; on one machine that can only cost. */
final class NodesGrowth implements Growth {
  private static final int ROOMS = 100;
  private static final int MEMBERS = 10;
  private static final int POSTS_A_SECOND = 500;

  /**
   * Each node compiles for itself, of a third of the work, on cores that all share: after 45
   * seconds the compiler of each of three still takes nearly half of what the node takes.
   */
  private static final int WARM_UP = 90;

  private static final double MICROS = 1e6;

  @Override
  public String name() {
    return "G-nodes";
  }

  @Override
  public String shape() {
    return String.format(
        "%d rooms of %d, each room's members on all nodes, %,d posts/s; CPU of servers and"
            + " database",
        ROOMS, MEMBERS, POSTS_A_SECOND);
  }

  @Override
  public String input() {
    return "nodes";
  }

  @Override
  public List<Integer> points() {
    return List.of(1, 2, 3);
  }

  @Override
  public Map<Figure, Double> measure(int nodes, Stage stage, Tool tool) {
    try (Running cluster = stage.cluster(nodes)) {
      StepResult step = new Posts(ROOMS, MEMBERS, POSTS_A_SECOND, WARM_UP).hold(tool, cluster);
      double cores = Posts.serverCores(step) + Objects.requireNonNull(step.cores().database());
      return Map.of(Figure.COST, cores / POSTS_A_SECOND * MICROS);
    }
  }
}
