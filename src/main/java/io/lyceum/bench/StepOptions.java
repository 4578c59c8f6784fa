package io.lyceum.bench;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.Load;
import io.lyceum.bench.load.Search;
import io.lyceum.bench.load.StepResult;
import io.lyceum.bench.load.Steps;
import io.lyceum.bench.report.Report;
import io.lyceum.bench.report.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** At which rates, for how long, and what counts as carried. */
final class StepOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "PER-SECOND",
      description = "messages a second, one step for each figure given")
  private List<Double> rates = new ArrayList<>();

  @Option(names = "--find", description = "climb, then narrow down, to the highest rate that holds")
  private boolean find;

  @Option(
      names = "--from",
      defaultValue = "500",
      description = "where --find begins (default: ${DEFAULT-VALUE})")
  private double from;

  @Option(
      names = "--precision",
      defaultValue = "0.1",
      description =
          "--find stops when the gap is smaller than this part (default: ${DEFAULT-VALUE})")
  private double precision;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "measured in each step (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "seconds before it, at the same rate (default: ${DEFAULT-VALUE})")
  private double warmUp;

  @Option(
      names = "--most-messages",
      defaultValue = "5000000",
      description = "a step ends sooner rather than send more (default: ${DEFAULT-VALUE})")
  private long mostMessages;

  @Option(
      names = "--p99",
      defaultValue = "200",
      description =
          "a rate holds when 99 of 100 arrive within so many ms (default: ${DEFAULT-VALUE})")
  private double millis;

  @Option(
      names = "--arrived",
      defaultValue = "0.999",
      description = "and at least this part arrives (default: ${DEFAULT-VALUE})")
  private double arrived;

  /** Refuses what cannot be run, before anything is prepared for it. */
  void check() {
    boolean sound =
        seconds > 0
            && warmUp >= 0
            && from > 0
            && precision > 0
            && rates.stream().allMatch(rate -> rate > 0);
    if (!sound) {
      throw new ParameterException(
          command.commandLine(), "Rates, seconds and --precision must be above zero.");
    }
    if (find == !rates.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Say how much to send: either --rate or --find.");
    }
  }

  /** The highest rate that is sure to be tried. */
  double highest() {
    return find ? from : rates.stream().mapToDouble(Double::doubleValue).max().orElse(from);
  }

  /** Runs all steps, printing each, and reports them in the order they were run. */
  Report run(String name, Map<String, ?> options, Load load, CpuMeter meter, PrintWriter out) {
    Steps steps = new Steps(load, new Steps.Timing(warmUp, seconds, mostMessages), meter);
    out.println(Table.head());
    out.flush();
    List<StepResult> results = new ArrayList<>();
    if (!find) {
      rates.forEach(rate -> results.add(step(steps, rate, out)));
      return Report.ofSteps(name, options, results, null);
    }
    Search search = new Search(from, precision);
    while (!search.isDone()) {
      StepResult result = step(steps, search.next(), out);
      results.add(result);
      search.tried(result.holds(goal()));
    }
    out.printf("highest rate that holds: %.0f/s%n", search.best());
    return Report.ofSteps(name, options, results, search.best());
  }

  private StepResult step(Steps steps, double rate, PrintWriter out) {
    StepResult result = steps.run(rate);
    out.println(Table.line(result, goal()));
    out.flush();
    return result;
  }

  private StepResult.Goal goal() {
    return new StepResult.Goal(millis, arrived);
  }
}
