package io.lyceum.benchmark;

import io.lyceum.bench.BenchMain;
import io.lyceum.bench.report.Report;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Processes of the load tool that post to a cluster in step, each with rooms of its own. */
final class LoadTools implements AutoCloseable {
  /** One of them, and where its results go. */
  private record Tool(Daemon process, Path json) {}

  private static final double POST_EVERY_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path folder;
  private final List<Tool> tools = new ArrayList<>();

  private LoadTools(Path folder) {
    this.folder = folder;
  }

  /** Starts so many; in each of their rooms one member posts every five seconds. */
  static LoadTools start(Path folder, Running cluster, int count, int rooms, int members) {
    LoadTools tools = new LoadTools(folder);
    try {
      for (int i = 0; i < count; i++) {
        tools.add(cluster, i, rooms, members);
      }
      return tools;
    } catch (IOException e) {
      tools.close();
      throw new UncheckedIOException(e);
    }
  }

  private void add(Running cluster, int number, int rooms, int members) throws IOException {
    Path json = folder.resolve("load-" + number + ".json");
    Path log = folder.resolve("load-" + number + ".log");
    Files.deleteIfExists(json);
    Files.deleteIfExists(log);
    // Each begins with another node, so that all nodes get the same.
    List<String> nodes = new ArrayList<>(List.of(cluster.address().split(",", -1)));
    Collections.rotate(nodes, -number);
    List<String> command = new ArrayList<>(TestProcess.of(BenchMain.class).command());
    command.addAll(1, List.of("-Dlyceum.parent=auto", "-Xmx768m", "-XX:+UseSerialGC"));
    command.addAll(List.of("chat", "--in-step", "--server", String.join(",", nodes)));
    // New nodes have not learnt yet, and all of them share few cores.
    command.addAll(List.of("--opening", "8"));
    command.addAll(List.of("--server-pid", LoadTool.joined(cluster.pids())));
    command.addAll(List.of("--database", cluster.databaseAddress().url()));
    command.addAll(List.of("--user", cluster.databaseAddress().user()));
    command.addAll(List.of("--rooms", Integer.toString(rooms)));
    command.addAll(List.of("--members", Integer.toString(members), "--senders", "1"));
    command.addAll(List.of("--rate", Double.toString(rooms / POST_EVERY_SECONDS)));
    command.addAll(List.of("--warm-up", "20", "--seconds", "30", "--json", json.toString()));
    tools.add(new Tool(Daemon.start(command, Map.of(), log), json));
  }

  /** Waits until all have come so far. */
  void awaitAll(String word) {
    Awaitility.await("all load tools to be " + word + ", see " + folder)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .failFast(
            "a load tool ended, see " + folder,
            () -> tools.stream().anyMatch(tool -> !tool.process().isAlive()))
        .until(
            () ->
                tools.stream()
                    .allMatch(tool -> tool.process().output().lines().anyMatch(word::equals)));
  }

  void goOn() {
    tools.forEach(tool -> tool.process().say("go on"));
  }

  /** Waits for the end of all; what each measured. */
  List<Report> results() {
    List<Report> results = new ArrayList<>();
    for (Tool tool : tools) {
      int code = tool.process().awaitExit(PATIENCE);
      if (code != 0) {
        throw new IllegalStateException("a load tool gave " + code + ", see " + folder);
      }
      results.add(Report.read(tool.json()));
    }
    return results;
  }

  @Override
  public void close() {
    tools.forEach(tool -> tool.process().kill());
  }
}
