package io.lyceum.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.bench.BenchMain;
import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.report.Report;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The load tool as a process of its own; what it prints is kept in {@code folder}.
 *
 * @param pace how long each load is held and how closely the highest is looked for
 */
record LoadTool(Path folder, Pace pace) {
  /**
   * How thorough to be.
   *
   * @param heat seconds a new server is kept busy before anything counts: compilers learn
   * @param warmUp seconds of each load before the measured ones
   * @param precision the gap at which a search ends
   */
  record Pace(double heat, double warmUp, double seconds, double precision) {}

  private static final double BYTES = 1024;

  /** Looks for the highest load that holds, beginning at this many messages a second. */
  Climb climb(Running server, List<String> workload, double from) {
    Report report =
        run(
            server,
            workload,
            paced(
                "--find",
                "--from",
                Double.toString(from),
                "--precision",
                Double.toString(pace.precision())));
    return new Climb(Objects.requireNonNull(report.best()), report.steps());
  }

  /** Keeps a new server busy, at a load it is sure to carry. */
  void heat(Running server, List<String> workload, double rate) {
    heat(server, workload, rate, 1);
  }

  /** The same for so many times as long, where there is more to be compiled. */
  void heat(Running server, List<String> workload, double rate, int times) {
    List<String> options =
        List.of(
            "--rate",
            Double.toString(rate),
            "--warm-up",
            "0",
            "--seconds",
            Double.toString(times * pace.heat()));
    run(server, workload, options);
  }

  /** Holds one load. */
  StepResult at(Running server, List<String> workload, double rate) {
    List<String> options = paced("--rate", Double.toString(rate));
    return run(server, workload, options).steps().getFirst();
  }

  /** Runs a workload that has results of its own. */
  JsonNode figures(Running server, List<String> workload) {
    return Json.MAPPER.valueToTree(run(server, workload, List.of()).figures());
  }

  /** Fills so many rooms with a hundred sockets each that do nothing; the bytes each takes. */
  double idle(Running server, int rooms) {
    List<String> idle = List.of("idle", "--rooms", Integer.toString(rooms), "--members", "100");
    Object kilobytes = run(server, idle, List.of()).figures().get("kilobytesEach");
    return ((Number) Objects.requireNonNull(kilobytes)).doubleValue() * BYTES;
  }

  private List<String> paced(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.addAll(List.of("--warm-up", Double.toString(pace.warmUp())));
    options.addAll(List.of("--seconds", Double.toString(pace.seconds())));
    return options;
  }

  /** Runs it with what it must know of this server, and these options. */
  Report run(Running server, List<String> workload, List<String> more) {
    Path json = folder.resolve("load.json");
    List<String> command = new ArrayList<>(TestProcess.of(BenchMain.class).command());
    command.addAll(workload);
    command.addAll(List.of("--server", server.address()));
    command.addAll(List.of("--server-pid", joined(server.pids())));
    command.addAll(List.of("--database-pid", Long.toString(server.database().serverPid())));
    command.addAll(List.of("--json", json.toString()));
    if (server.contender() == Contender.LYCEUM) {
      command.addAll(List.of("--database", server.databaseAddress().url()));
      command.addAll(List.of("--user", server.databaseAddress().user()));
    } else {
      command.addAll(List.of("--wire", wire(server.contender())));
    }
    command.addAll(more);
    try {
      Files.deleteIfExists(json);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("load.log").toFile()))
              .start();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException("the load tool gave " + code + ", see " + folder);
      }
      return Report.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String wire(Contender contender) {
    return contender.wire().name().replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** As the load tool takes several. */
  static String joined(List<Long> pids) {
    return pids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
