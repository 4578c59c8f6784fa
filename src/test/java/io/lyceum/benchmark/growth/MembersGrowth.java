package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/** More members share one room, and the fewer posts are made. */
final class MembersGrowth implements Growth {
  private static final int DELIVERIES_A_SECOND = 20_000;
  private static final int WARM_UP = 20;

  @Override
  public String name() {
    return "G-members";
  }

  @Override
  public String shape() {
    return String.format("one room, %,d deliveries/s", DELIVERIES_A_SECOND);
  }

  @Override
  public String input() {
    return "members";
  }

  @Override
  public List<Integer> points() {
    return List.of(10, 50, 300, 2_000);
  }

  @Override
  public Map<Figure, Double> measure(int members, Stage stage, Tool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      double posts = DELIVERIES_A_SECOND / (double) members;
      StepResult step = new Posts(1, members, posts, WARM_UP).hold(tool, server);
      return Map.of(
          Figure.P99, step.receive().p99(),
          Figure.SERVER, Posts.serverCores(step));
    }
  }
}
