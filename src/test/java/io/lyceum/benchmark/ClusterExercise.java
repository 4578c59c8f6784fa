package io.lyceum.benchmark;

import io.lyceum.bench.load.Memory;
import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.report.Report;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * W7: as many sockets as one machine is to carry, more than a process may open files. Rooms of a
 * hundred whose members sit on all nodes; one of each room is active.
 *
 * @param sockets in all
 */
record ClusterExercise(int sockets) implements Exercise {
  private static final int DEFAULT = 100_000;
  private static final int NODES = 6;
  private static final String HEAP = "-Xmx512m";

  /** One of so many is active. */
  private static final int ROOM = 100;

  private static final List<String> HEAT =
      List.of("chat", "--rooms", "100", "--members", "10", "--opening", "8");
  private static final double HEAT_POSTS = 400;

  private static final Duration SETTLING = Duration.ofSeconds(25);
  private static final double KIB = 1024;
  private static final double KIB_EACH = 30;
  private static final double P99_MILLIS = 200;

  /** With as many sockets as {@code -Dbenchmark.w7} says. */
  static ClusterExercise here() {
    return new ClusterExercise(Integer.getInteger("benchmark.w7", DEFAULT));
  }

  @Override
  public String title() {
    return "W7";
  }

  @Override
  public String shape() {
    return String.format(
        Locale.ROOT,
        "%,d sockets on six nodes of one cluster, rooms of 100, 1 %% post every five seconds",
        DEFAULT);
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.atLeast(DEFAULT, "sockets", "sockets, all connected without error", ""),
        Figure.atMost(0, "askedAgain", "times one had to ask again for its place in a room", ""),
        Figure.told("opening", "until all were in their rooms", "s"),
        Figure.atMost(KIB_EACH, "kibEach", "resident memory of all nodes for each", "KiB"),
        Figure.told("kibWhole", "the nodes as a whole, divided by the sockets", "KiB"),
        Figure.told("posts", "posts", "1/s"),
        Figure.told("deliveries", "deliveries", "1/s"),
        Figure.atMost(0, "missing", "messages somebody did not get", ""),
        Figure.told("p50", "from the post to each of its room, p50", "ms"),
        Figure.atMost(P99_MILLIS, "p99", "the same, p99 of the slowest sixth", "ms"),
        Figure.told("server", "all nodes", "cores"),
        Figure.told("client", "all load tools", "cores"));
  }

  /** It takes minutes. */
  @Override
  public int most() {
    return 1;
  }

  @Override
  public Map<String, Double> run(Stage stage, LoadTool tool) {
    Path folder = tool.folder();
    int rooms = Math.max(1, Math.ceilDiv(sockets, NODES * ROOM));
    double all = (double) rooms * NODES * ROOM;
    try (Running cluster = heated(stage, tool);
        LoadTools tools = LoadTools.start(folder, cluster, NODES, rooms, ROOM)) {
      Memory memory = new Memory(cluster.pids(), true);
      tools.awaitAll("prepared");
      double before = memory.resident();
      long began = System.nanoTime();
      tools.goOn();
      tools.awaitAll("open");
      double opening = (System.nanoTime() - began) / 1e9;
      double after = memory.resident();
      tools.goOn();
      List<Report> reports = tools.results();
      List<StepResult> steps = reports.stream().map(report -> report.steps().getFirst()).toList();
      return Map.ofEntries(
          Map.entry("sockets", all),
          Map.entry("askedAgain", reports.stream().mapToDouble(ClusterExercise::asked).sum()),
          Map.entry("opening", opening),
          Map.entry("kibEach", (after - before) / all / KIB),
          Map.entry("kibWhole", after / all / KIB),
          Map.entry("posts", sum(steps, StepResult::rate)),
          Map.entry("deliveries", sum(steps, StepResult::deliveriesPerSecond)),
          Map.entry("missing", sum(steps, step -> step.expected() - step.delivered())),
          Map.entry("p50", most(steps, step -> step.receive().p50())),
          Map.entry("p99", most(steps, step -> step.receive().p99())),
          Map.entry("server", Objects.requireNonNull(steps.getFirst().cores().server())),
          Map.entry("client", sum(steps, step -> step.cores().client())));
    }
  }

  /** Six compilers on few cores learn slowly, and so little is said in each room. */
  private static Running heated(Stage stage, LoadTool tool) {
    Running cluster = stage.cluster(NODES, HEAP);
    try {
      settle();
      tool.heat(cluster, HEAT, HEAT_POSTS, 4);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** A new cluster moves its shards about for a while; one of a school has done so long ago. */
  private static void settle() {
    try {
      Thread.sleep(SETTLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double asked(Report report) {
    return ((Number) Objects.requireNonNull(report.figures().get("askedAgain"))).doubleValue();
  }

  private static double sum(List<StepResult> steps, ToDoubleFunction<StepResult> of) {
    return steps.stream().mapToDouble(of).sum();
  }

  private static double most(List<StepResult> steps, ToDoubleFunction<StepResult> of) {
    return steps.stream().mapToDouble(of).max().orElseThrow();
  }
}
