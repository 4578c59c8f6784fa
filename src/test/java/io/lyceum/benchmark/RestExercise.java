package io.lyceum.benchmark;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** W6: mixed reads over REST. */
final class RestExercise implements Exercise {
  private static final double FROM = 1_000;
  private static final double A_SECOND = 10_000;
  private static final double HALF_MILLIS = 20;
  private static final List<String> REST = List.of("rest", "--rooms", "100", "--members", "10");

  @Override
  public String title() {
    return "W6";
  }

  @Override
  public String shape() {
    return "REST reads by 1,000 people: who I am, my chats, the last 20 messages of one";
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.atLeast(A_SECOND, "best", "highest load", "requests/s"),
        Figure.told("bestServer", "server at it", "cores"),
        Figure.told("bestDatabase", "database at it", "cores"),
        Figure.told("bestClient", "load tool at it", "cores"),
        Figure.told("halfP50", "answered at half of it, p50", "ms"),
        Figure.atMost(HALF_MILLIS, "halfP95", "answered at half of it, p95", "ms"),
        Figure.told("halfP99", "answered at half of it, p99", "ms"));
  }

  @Override
  public Map<String, Double> run(Stage stage, LoadTool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      // The many small classes of the HTTP server keep the compilers busy for longer than sockets.
      tool.heat(server, REST, 3 * FROM, 3);
      Climb climb = tool.climb(server, REST, FROM);
      CpuMeter.Cores cores = climb.atBest().cores();
      StepResult half = tool.at(server, REST, climb.best() / 2);
      return Map.of(
          "best", climb.best(),
          "bestServer", Objects.requireNonNull(cores.server()),
          "bestDatabase", Objects.requireNonNull(cores.database()),
          "bestClient", cores.client(),
          "halfP50", half.receive().p50(),
          "halfP95", half.receive().p95(),
          "halfP99", half.receive().p99());
    }
  }
}
