package io.lyceum.benchmark;

import static io.lyceum.benchmark.contender.Contender.LYCEUM;
import static io.lyceum.benchmark.contender.Contender.NETTY;
import static io.lyceum.benchmark.contender.Contender.SOCKET_IO;

import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.report.LatencyPlot;
import io.lyceum.benchmark.contender.Contender;
import io.lyceum.benchmark.contender.Stage;
import io.lyceum.benchmark.growth.GrowthSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results as the page {@code src/docs/benchmarks.md}.
 *
 * @param limits what was found to hold each workload back, written by hand
 */
record Page(Results results, String limits) {
  private static final double KIB = 1024;
  private static final double IDLE_GOAL_KIB = 20;

  /** Where the page finds its plots. */
  private static final String IMAGES = "images/benchmarks/";

  String text() {
    StringBuilder page = new StringBuilder();
    page.append(head());
    page.append(summary());
    measured().forEach(workload -> page.append(section(workload)));
    if (!results.idle().isEmpty()) {
      page.append(idle());
    }
    page.append(new ExercisePage(results).text());
    page.append(growth().text());
    page.append(limits);
    return page.toString();
  }

  /** Name of the file and SVG of each plot. */
  Map<String, String> plots() {
    Map<String, String> plots = new LinkedHashMap<>();
    for (Workload workload : measured()) {
      List<String> names = new ArrayList<>();
      List<List<StepResult>> runs = new ArrayList<>();
      for (Contender contender : Contender.values()) {
        results
            .climb(workload, contender)
            .filter(climb -> climb.best() > 0)
            .ifPresent(
                climb -> {
                  names.add(contender.brief());
                  runs.add(climb.held());
                });
      }
      String title = workload.title() + ": " + workload.shape();
      plots.put(workload.title() + ".svg", LatencyPlot.of(title, names, runs));
    }
    plots.putAll(growth().plots());
    return plots;
  }

  private GrowthSection growth() {
    return new GrowthSection(results.growth(), IMAGES);
  }

  private List<Workload> measured() {
    return Stream.of(Workload.values()).filter(results.climbs()::containsKey).toList();
  }

  private String head() {
    Machine machine = results.machine();
    return """
    # How fast it is

    Made by `./mvnw -Pbench` (hours; `-Dbenchmark.only=W1a,W4,G-rooms` for some workloads and series, \
    `-Dbenchmark.contenders=LYCEUM,NETTY` for some servers, `-Dbenchmark.repeats=1` for a quick look); \
    do not edit. Lyceum and the [peers](../bench/peers/README.md) one after the other on the same machine, with the same PostgreSQL \
    (`fsync=on`, `synchronous_commit=on`), the same 100-byte texts, server, database and load tool sharing all cores. A durable post is \
    committed before it is acknowledged or delivered. The load is open: messages are sent at their intended times, and latency counts from \
    there to the receipt. *Highest load*: the most that was carried with a 99th percentile of at most 200 ms and 99.9 %% delivered; the \
    median of the repeats.

    | | |
    |---|---|
    | measured | %s, commit %s |
    | machine | %s, %d cores, %d GiB, %s |
    | Java | %s |
    | flags | `%s` (the peer on Netty the same) |
    | Node | %s |

    Limits that protect a school from one pupil would be measured themselves, so they are raised by a file named in `LYCEUM_CONFIG`:
    ```
    %s```

    """
        .formatted(
            machine.date(),
            machine.commit(),
            machine.processor(),
            machine.cores(),
            machine.memoryGib(),
            machine.kernel(),
            machine.java(),
            String.join(" ", Stage.JVM_FLAGS),
            machine.node(),
            Stage.LYCEUM_SETTINGS);
  }

  /** The ratios that count, with the goals beside them. */
  String summary() {
    StringBuilder table =
        new StringBuilder(
            """
            ## In one table

            | workload | Lyceum, deliveries/s | × Socket.IO | goal | | × Netty by hand | goal | |
            |---|--:|--:|--:|---|--:|--:|---|
            """);
    for (Workload workload : measured()) {
      String own =
          results
              .climb(workload, LYCEUM)
              .map(
                  climb ->
                      String.format(Locale.ROOT, "%,.0f", climb.atBest().deliveriesPerSecond()))
              .orElse("–");
      table.append(
          String.format(
              Locale.ROOT,
              "| %s: %s | %s | %s | %s |%n",
              workload.title(),
              workload.shape(),
              own,
              goal(results.ratio(workload, SOCKET_IO), workload.overSocketIo()),
              goal(results.ratio(workload, NETTY), workload.overNetty())));
    }
    return table.append('\n').toString();
  }

  private static String goal(Optional<Double> ratio, double goal) {
    return ratio
        .map(
            r ->
                String.format(
                    Locale.ROOT, "**%.2f** | ≥ %s | %s", r, figure(goal), verdict(r >= goal)))
        .orElseGet(() -> String.format(Locale.ROOT, "– | ≥ %s | not measured", figure(goal)));
  }

  private String section(Workload workload) {
    StringBuilder section = new StringBuilder();
    section.append(
        String.format(
            Locale.ROOT,
            """
            ## %1$s: %2$s

            | | messages/s | deliveries/s | Lyceum has | p50 ms | p99 ms | ack p99 ms | cores: server | database | load tool |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """,
            workload.title(),
            workload.shape()));
    for (Contender contender : Contender.values()) {
      results
          .climb(workload, contender)
          .ifPresent(climb -> section.append(row(workload, contender, climb)));
    }
    section.append(half(workload));
    return section
        .append(
            String.format(
                Locale.ROOT, "%n![p99 over load](%s%s.svg)%n%n", IMAGES, workload.title()))
        .toString();
  }

  private String row(Workload workload, Contender contender, Climb climb) {
    if (climb.best() == 0) {
      return String.format(Locale.ROOT, "| %s | none held | | | | | | | | |%n", contender.title());
    }
    StepResult step = climb.atBest();
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | × %.2f | %.1f | %.1f | %.1f | %s | %s | %.2f |%n",
        contender.title(),
        climb.best(),
        step.deliveriesPerSecond(),
        results.ratio(workload, contender).orElse(Double.NaN),
        step.receive().p50(),
        step.receive().p99(),
        step.ack().p99(),
        cores(step.cores().server()),
        cores(step.cores().database()),
        step.cores().client());
  }

  private String half(Workload workload) {
    Map<Contender, StepResult> half = results.halfLoad().getOrDefault(workload, Map.of());
    StepResult own = half.get(LYCEUM);
    StepResult theirs = half.get(SOCKET_IO);
    if (own == null || theirs == null) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        """

        At half of Socket.IO's highest load (%,.0f messages/s): Lyceum p50 %.1f ms, p99 %.1f ms; Socket.IO p50 %.1f ms, p99 %.1f ms. \
        Goal: no worse at p99, %s.
        """,
        own.rate(),
        own.receive().p50(),
        own.receive().p99(),
        theirs.receive().p50(),
        theirs.receive().p99(),
        verdict(own.receive().p99() <= theirs.receive().p99()));
  }

  private String idle() {
    StringBuilder section =
        new StringBuilder(
            """
            ## W3: idle sockets, signed in and in a room

            | | KiB resident each |
            |---|--:|
            """);
    for (Contender contender : Contender.values()) {
      results
          .idleBytes(contender)
          .ifPresent(
              bytes ->
                  section.append(
                      String.format(
                          Locale.ROOT, "| %s | %.1f |%n", contender.title(), bytes / KIB)));
    }
    Optional<Double> own = results.idleBytes(LYCEUM);
    Optional<Double> theirs = results.idleBytes(SOCKET_IO);
    if (own.isPresent() && theirs.isPresent()) {
      section.append(
          String.format(
              Locale.ROOT,
              "%nGoal: at most 20 KiB, %s; then no more than Socket.IO, %s.%n",
              verdict(own.get() <= IDLE_GOAL_KIB * KIB),
              verdict(own.get() <= theirs.get())));
    }
    return section.append('\n').toString();
  }

  private static String cores(@Nullable Double used) {
    return used == null ? "–" : String.format(Locale.ROOT, "%.2f", used);
  }

  static String verdict(boolean met) {
    return met ? "met" : "**not met**";
  }

  private static String figure(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
