package io.lyceum.bench.report;

import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.net.BenchProblem;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in one JSON file.
 *
 * @param load what was run, as {@code chat}
 * @param options what makes it repeatable: wire, rooms, members and so on
 * @param best the highest rate that held, when one was looked for
 * @param figures results beside the steps, by name
 */
public record Report(
    String load,
    Instant at,
    Machine machine,
    Map<String, ?> options,
    List<StepResult> steps,
    @Nullable Double best,
    Map<String, ?> figures) {

  /** Where the tool ran. */
  public record Machine(int cores, String system, String java) {
    static Machine here() {
      return new Machine(
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          System.getProperty("java.vendor") + " " + Runtime.version());
    }
  }

  /** Of a load that was sent at several rates. */
  public static Report ofSteps(
      String load, Map<String, ?> options, List<StepResult> steps, @Nullable Double best) {
    return new Report(load, Instant.now(), Machine.here(), options, steps, best, Map.of());
  }

  /** Of a load that has results of its own. */
  public static Report ofFigures(String load, Map<String, ?> options, Map<String, ?> figures) {
    return new Report(load, Instant.now(), Machine.here(), options, List.of(), null, figures);
  }

  /** The same with these figures. */
  public Report with(Map<String, ?> more) {
    return new Report(load, at, machine, options, steps, best, more);
  }

  public void write(Path file) {
    try {
      Files.writeString(file, Json.write(this) + "\n");
    } catch (IOException e) {
      throw new BenchProblem(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Reads what {@link #write} has written. */
  public static Report read(Path file) {
    try {
      return Json.MAPPER.readValue(Files.readString(file), Report.class);
    } catch (IOException e) {
      throw new BenchProblem(file + " is no result of a run: " + e.getMessage(), e);
    }
  }
}
