package io.lyceum.benchmark;

import static io.lyceum.benchmark.contender.Contender.LYCEUM;
import static io.lyceum.benchmark.contender.Contender.NETTY;
import static io.lyceum.benchmark.contender.Contender.SOCKET_IO;
import static io.lyceum.benchmark.contender.Contender.WS;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import io.lyceum.benchmark.growth.Growth;
import io.lyceum.benchmark.growth.Point;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures servers one after the other on the same machine; a server is started anew for each
 * measurement. Everything is kept in {@code results} as soon as it is known.
 */
record Suite(Stage stage, LoadTool tool, Results results, Path file, Consumer<String> progress) {
  /** Of a hundred each; as many files as a process may have open here, with room. */
  private static final int IDLE_ROOMS = 100;

  /** Those whose figures differ by more than what they do with the database. */
  private static final List<Contender> IDLERS = List.of(LYCEUM, SOCKET_IO, WS, NETTY);

  /** Looks for the highest load of everybody whose has been looked for less often than this. */
  void climb(Workload workload, List<Contender> contenders, int times) {
    for (Contender contender : contenders) {
      if (results.climbs(workload, contender).size() >= times) {
        continue;
      }
      double from =
          results
              .climb(workload, contender)
              .map(before -> before.best() / 2)
              .orElse(workload.from());
      Climb climb =
          with(
              contender,
              server ->
                  heated(server, workload, 2 * workload.from(), 1)
                      .climb(server, workload.options(), from));
      results.add(workload, contender, climb);
      tell(String.format("%s %s: %,.0f/s", workload.title(), contender.title(), climb.best()));
    }
  }

  /** Compares latencies at half of Socket.IO's own highest load. */
  void halfLoad(Workload workload) {
    Optional<Climb> theirs = results.climb(workload, SOCKET_IO);
    if (results.halfLoad().containsKey(workload) || theirs.isEmpty()) {
      return;
    }
    double rate = theirs.get().best() / 2;
    for (Contender contender : List.of(LYCEUM, SOCKET_IO)) {
      StepResult step =
          with(
              contender,
              server -> heated(server, workload, rate, 4).at(server, workload.options(), rate));
      results.addHalf(workload, contender, step);
      tell(
          String.format(
              "%s %s at %,.0f/s: p99 %.1f ms",
              workload.title(), contender.title(), rate, step.receive().p99()));
    }
  }

  /**
   * Compilers have learnt, and the database knows its tables as after a first day. A climb goes on
   * teaching them, a single load does not: it needs more before, and of its own kind, for code that
   * becomes hot only at this rate is compiled while it is measured.
   */
  private LoadTool heated(Running server, Workload workload, double rate, int times) {
    tool.heat(server, workload.options(), rate, times);
    server.database().jdbi().useHandle(handle -> handle.execute("analyze"));
    return tool;
  }

  /** How much memory a socket takes that is signed in, in a room, and silent. */
  void idle(List<Contender> contenders, int times) {
    for (Contender contender : IDLERS) {
      if (!contenders.contains(contender)
          || results.idle().getOrDefault(contender, List.of()).size() >= times) {
        continue;
      }
      double bytes =
          with(
              contender,
              server -> {
                // The first crowd touches what a server keeps for all that follow.
                tool.idle(server, IDLE_ROOMS);
                return tool.idle(server, IDLE_ROOMS);
              });
      results.addIdle(contender, bytes);
      tell(String.format("W3 %s: %,.0f bytes a socket", contender.title(), bytes));
    }
  }

  /** Measures Lyceum alone, unless it has been measured as often as this or as it is to be. */
  void exercise(Exercise exercise, int times) {
    if (results.exercises(exercise.title()).size() >= Math.min(times, exercise.most())) {
      return;
    }
    Map<String, Double> values = exercise.run(stage, tool);
    results.addExercise(exercise.title(), values);
    tell(exercise.title() + ": " + values);
  }

  /** Measures what is missing of a series, from little to much. */
  void grow(Growth growth) {
    for (int input : growth.points()) {
      if (!results.has(growth, input)) {
        Point point =
            new Point(
                input,
                growth.measure(
                    input, stage, (server, options) -> tool.run(server, options, List.of())));
        results.add(growth, point);
        tell(growth.name() + " " + point);
      }
    }
  }

  private <T> T with(Contender contender, Function<Running, T> measurement) {
    try (Running server = stage.start(contender)) {
      return measurement.apply(server);
    }
  }

  private void tell(String news) {
    results.save(file);
    progress.accept(news);
  }
}
