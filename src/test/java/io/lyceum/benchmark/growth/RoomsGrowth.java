package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/**
 * More rooms share the same posts.
 *
 * @param members of each; ten no further than a process may have files open
 */
record RoomsGrowth(String name, int members, List<Integer> points) implements Growth {
  static final RoomsGrowth OF_TEN = new RoomsGrowth("G-rooms", 10, List.of(10, 100, 1_000, 1_900));
  static final RoomsGrowth OF_ONE =
      new RoomsGrowth("G-rooms-of-one", 1, List.of(10, 100, 1_000, 10_000));

  private static final int POSTS_A_SECOND = 1_000;

  /** Behind it a hundred rooms take their snapshots: each has two hundred events by then. */
  private static final int WARM_UP = 15;

  @Override
  public String shape() {
    return String.format(
        "rooms of %d, a socket for each member, %,d posts/s over all of them",
        members, POSTS_A_SECOND);
  }

  @Override
  public String input() {
    return "rooms";
  }

  @Override
  public Map<Figure, Double> measure(int rooms, Stage stage, Tool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      StepResult step = new Posts(rooms, members, POSTS_A_SECOND, WARM_UP).hold(tool, server);
      return Map.of(
          Figure.P99, step.receive().p99(),
          Figure.SERVER, Posts.serverCores(step),
          Figure.RESIDENT, Memories.resident(server),
          Figure.HEAP, Memories.live(server));
    }
  }
}
