package io.lyceum.benchmark;

import io.lyceum.bench.load.StepResult;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.growth.Growth;
import io.lyceum.benchmark.growth.Point;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that was measured of one commit on one machine; a run adds what it measures, so that
 * it may be done in parts.
 *
 * @param climbs the searches for the highest load, one for each repeat
 * @param halfLoad at half of Socket.IO's highest load
 * @param idle bytes of resident memory for each idle socket, one for each repeat
 * @param exercises what was measured of Lyceum alone, by title and name of the figure, one for each
 *     repeat
 * @param growth the points of each series, by its name
 */
record Results(
    Machine machine,
    Map<Workload, Map<Contender, List<Climb>>> climbs,
    Map<Workload, Map<Contender, StepResult>> halfLoad,
    Map<Contender, List<Double>> idle,
    Map<String, List<Map<String, Double>>> exercises,
    Map<String, List<Point>> growth) {

  static Results none(Machine machine) {
    return new Results(
        machine,
        new EnumMap<>(Workload.class),
        new EnumMap<>(Workload.class),
        new EnumMap<>(Contender.class),
        new TreeMap<>(),
        new LinkedHashMap<>());
  }

  /** What an earlier run of the same commit has left in this file, else nothing yet. */
  static Results continued(Path file, Machine machine) {
    if (!Files.exists(file)) {
      return none(machine);
    }
    try {
      Results before = Json.MAPPER.readValue(file.toFile(), Results.class);
      return before.machine().isSame(machine) ? before : none(machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void save(Path file) {
    try {
      Files.writeString(file, Json.write(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Workload workload, Contender contender, Climb climb) {
    climbs
        .computeIfAbsent(workload, w -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(climb);
  }

  void addHalf(Workload workload, Contender contender, StepResult step) {
    halfLoad.computeIfAbsent(workload, w -> new EnumMap<>(Contender.class)).put(contender, step);
  }

  void addIdle(Contender contender, double bytes) {
    idle.computeIfAbsent(contender, c -> new ArrayList<>()).add(bytes);
  }

  void addExercise(String title, Map<String, Double> values) {
    exercises.computeIfAbsent(title, t -> new ArrayList<>()).add(values);
  }

  /** All repeats of an exercise so far. */
  List<Map<String, Double>> exercises(String title) {
    return exercises.getOrDefault(title, List.of());
  }

  void add(Growth series, Point point) {
    growth.computeIfAbsent(series.name(), name -> new ArrayList<>()).add(point);
  }

  /** Whether this point of a series is known. */
  boolean has(Growth series, int input) {
    return growth.getOrDefault(series.name(), List.of()).stream()
        .anyMatch(point -> point.input() == input);
  }

  boolean isEmpty() {
    return climbs.isEmpty() && idle.isEmpty() && exercises.isEmpty() && growth.isEmpty();
  }

  /** All repeats so far. */
  List<Climb> climbs(Workload workload, Contender contender) {
    return climbs.getOrDefault(workload, Map.of()).getOrDefault(contender, List.of());
  }

  /** The median of the repeats; empty when it was not measured. */
  Optional<Climb> climb(Workload workload, Contender contender) {
    List<Climb> repeats = climbs(workload, contender);
    return repeats.isEmpty() ? Optional.empty() : Optional.of(Climb.median(repeats));
  }

  /** Lyceum's highest load as a multiple of another's; empty when one of both was not measured. */
  Optional<Double> ratio(Workload workload, Contender other) {
    return climb(workload, Contender.LYCEUM)
        .flatMap(own -> climb(workload, other).map(theirs -> own.best() / theirs.best()));
  }

  /** The median of the repeats; empty when it was not measured. */
  Optional<Double> idleBytes(Contender contender) {
    List<Double> repeats = idle.getOrDefault(contender, List.of()).stream().sorted().toList();
    return repeats.isEmpty()
        ? Optional.empty()
        : Optional.of(repeats.get((repeats.size() - 1) / 2));
  }
}
