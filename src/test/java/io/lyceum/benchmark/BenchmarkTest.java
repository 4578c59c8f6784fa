package io.lyceum.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Redis;
import io.lyceum.benchmark.contender.Stage;
import io.lyceum.benchmark.contender.Tools;
import io.lyceum.benchmark.growth.Growth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A short comparison that a slip would show in; {@code -Pbench} measures everything. */
class BenchmarkTest {
  private static final Logger LOG = LoggerFactory.getLogger(BenchmarkTest.class);
  private static final Path FOLDER = Path.of("target", "bench");
  private static final Path RESULTS = FOLDER.resolve("results.json");
  private static final Path DOCS = Path.of("src", "docs");
  private static final Path LIMITS = Path.of("src", "bench", "limits.md");

  private static final LoadTool.Pace SHORT = new LoadTool.Pace(15, 1, 2, 0.5);
  private static final LoadTool.Pace THOROUGH = new LoadTool.Pace(20, 2, 5, 0.1);

  /** Far below the goal: another program on the machine must not turn this red, a slip should. */
  private static final double WIDE = 1.5;

  /** A machine that stood still for a while is asked again; then the medians count. */
  private static final int TRIES = 3;

  @BeforeEach
  void prepare() throws IOException {
    Tools.assumeNode();
    Files.createDirectories(FOLDER);
  }

  @Test
  @DisabledIfSystemProperty(named = "benchmark", matches = "full")
  void lyceum_carries_far_more_than_socket_io_does() {
    Results results = Results.none(Machine.here());
    Suite suite =
        new Suite(
            new Stage(FOLDER, Optional.empty()),
            new LoadTool(FOLDER, SHORT),
            results,
            FOLDER.resolve("smoke.json"),
            LOG::info);

    for (int times = 1; times <= TRIES && ratio(results) <= WIDE; times++) {
      suite.climb(Workload.W1A, List.of(Contender.SOCKET_IO, Contender.LYCEUM), times);
    }

    assertThat(ratio(results))
        .as("Lyceum's highest load over Socket.IO's, see %s", FOLDER)
        .isGreaterThan(WIDE);
  }

  private static double ratio(Results results) {
    return results.ratio(Workload.W1A, Contender.SOCKET_IO).orElse(0.0);
  }

  @Test
  @EnabledIfSystemProperty(named = "benchmark", matches = "full")
  void everything_is_measured_and_written_down() throws IOException {
    Optional<Redis> redis = Redis.start(FOLDER);
    Results results = Results.continued(RESULTS, Machine.here());
    try {
      Stage stage = new Stage(FOLDER, redis.map(Redis::url));
      measure(
          new Suite(stage, new LoadTool(FOLDER, THOROUGH), results, RESULTS, LOG::info),
          redis.isPresent());
    } finally {
      redis.ifPresent(Redis::close);
    }
    write(results);
    assertThat(results.isEmpty()).isFalse();
  }

  /**
   * Repeats are spread over the run, so that a slow hour of the machine hits all alike. What an
   * interrupted run has measured is not measured again.
   */
  private static void measure(Suite suite, boolean redis) {
    String only = System.getProperty("benchmark.only", "");
    int repeats = Integer.getInteger("benchmark.repeats", 3);
    List<Contender> contenders =
        Stream.of(Contender.values())
            .filter(c -> isChosen(System.getProperty("benchmark.contenders", ""), c.name()))
            .filter(c -> redis || !c.needsRedis())
            .toList();
    List<Workload> workloads =
        Stream.of(Workload.values()).filter(w -> isChosen(only, w.title())).toList();
    if (!redis) {
      LOG.info("There is no redis-server: Socket.IO with two processes is left out.");
    }
    for (int i = 1; i <= repeats; i++) {
      int times = i;
      workloads.forEach(workload -> suite.climb(workload, contenders, times));
      if (isChosen(only, "W3")) {
        suite.idle(contenders, times);
      }
      Exercise.all().stream()
          .filter(exercise -> isChosen(only, exercise.title()) && exercise.isPossible())
          .forEach(exercise -> suite.exercise(exercise, times));
    }
    workloads.forEach(suite::halfLoad);
    Growth.ALL.stream().filter(growth -> isChosen(only, growth.name())).forEach(suite::grow);
  }

  private static boolean isChosen(String only, String title) {
    return only.isEmpty()
        || List.of(only.toLowerCase(Locale.ROOT).split(","))
            .contains(title.toLowerCase(Locale.ROOT));
  }

  private static void write(Results results) throws IOException {
    Page page = new Page(results, Files.exists(LIMITS) ? Files.readString(LIMITS) : "");
    Path images = Files.createDirectories(DOCS.resolve("images").resolve("benchmarks"));
    for (Map.Entry<String, String> plot : page.plots().entrySet()) {
      Files.writeString(images.resolve(plot.getKey()), plot.getValue());
    }
    Files.writeString(DOCS.resolve("benchmarks.md"), page.text());
    LOG.info("Written to {}:\n{}", DOCS.resolve("benchmarks.md"), page.summary());
  }
}
