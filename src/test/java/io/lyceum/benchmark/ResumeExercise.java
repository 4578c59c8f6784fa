package io.lyceum.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/** W5: all sockets are gone at once and come back, each far behind. */
final class ResumeExercise implements Exercise {
  private static final double BACK_MILLIS = 10_000;
  private static final double CONNECTED_MILLIS = 300;

  @Override
  public String title() {
    return "W5";
  }

  @Override
  public String shape() {
    return "10,000 sockets come back over 8 s, 500 events behind each";
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.atMost(0, "failed", "sockets that did not make it within a minute", ""),
        Figure.told("backP50", "caught up after the time of coming back, p50", "ms"),
        Figure.atMost(BACK_MILLIS, "backP95", "caught up after the time of coming back, p95", "ms"),
        Figure.told("connectedP50", "caught up once connected, p50", "ms"),
        Figure.atMost(CONNECTED_MILLIS, "connectedP99", "caught up once connected, p99", "ms"));
  }

  @Override
  public Map<String, Double> run(Stage stage, LoadTool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      // A fifth of it before: compilers learn.
      resume(server, tool, 4);
      JsonNode result = resume(server, tool, 20).path("result");
      return Map.of(
          "failed", result.path("failed").asDouble(),
          "backP50", result.at("/back/p50").asDouble(),
          "backP95", result.at("/back/p95").asDouble(),
          "connectedP50", result.at("/catchUp/p50").asDouble(),
          "connectedP99", result.at("/catchUp/p99").asDouble());
    }
  }

  private static JsonNode resume(Running server, LoadTool tool, int rooms) {
    return tool.figures(
        server,
        List.of(
            "resume",
            "--rooms",
            Integer.toString(rooms),
            "--members",
            "500",
            "--missed",
            "500",
            "--over",
            "8",
            "--post-rate",
            "1000"));
  }
}
