package io.lyceum.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.benchmark.contender.Stage;
import java.util.List;
import java.util.Map;

/** W4: everybody answers at once, everybody waits for the solution. */
final class QuizExercise implements Exercise {
  private static final int PUPILS = 1_000;
  private static final int QUESTIONS = 20;
  private static final double ACK_MILLIS = 150;
  private static final double ALL_MILLIS = 200;

  @Override
  public String title() {
    return "W4";
  }

  @Override
  public String shape() {
    return "a quiz: 1,000 pupils answer within a second, 20 questions";
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.atMost(0, "uncounted", "answers the server has not counted, of 20,000", ""),
        Figure.told("ackP50", "answer to acknowledgement, p50", "ms"),
        Figure.atMost(ACK_MILLIS, "ackP99", "answer to acknowledgement, p99", "ms"),
        Figure.told("revealP50", "the solution to each pupil, p50", "ms"),
        Figure.told("revealP99", "the solution to each pupil, p99", "ms"),
        Figure.atMost(ALL_MILLIS, "revealAllP99", "the solution until the last has it, p99", "ms"),
        Figure.told("askAllP99", "a question until the last has it, p99", "ms"),
        Figure.told("server", "server", "cores"),
        Figure.told("database", "database", "cores"));
  }

  @Override
  public Map<String, Double> run(Stage stage, LoadTool tool) {
    try (Running server = stage.start(Contender.LYCEUM)) {
      // One before it: compilers learn.
      quiz(server, tool);
      JsonNode figures = quiz(server, tool);
      JsonNode result = figures.path("result");
      return Map.of(
          "uncounted", (double) PUPILS * QUESTIONS - figures.path("counted").asDouble(),
          "ackP50", result.at("/ack/p50").asDouble(),
          "ackP99", result.at("/ack/p99").asDouble(),
          "revealP50", result.at("/revealed/each/p50").asDouble(),
          "revealP99", result.at("/revealed/each/p99").asDouble(),
          "revealAllP99", result.at("/revealed/all/p99").asDouble(),
          "askAllP99", result.at("/asked/all/p99").asDouble(),
          "server", result.at("/cores/server").asDouble(),
          "database", result.at("/cores/database").asDouble());
    }
  }

  private static JsonNode quiz(Running server, LoadTool tool) {
    return tool.figures(
        server,
        List.of(
            "quiz",
            "--pupils",
            Integer.toString(PUPILS),
            "--questions",
            Integer.toString(QUESTIONS),
            "--within",
            "1"));
  }
}
