package io.lyceum.bench.report;

import io.lyceum.bench.load.CpuMeter;
import io.lyceum.bench.load.StepResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line for each step of a load. */
public final class Table {
  private Table() {}

  public static String head() {
    return String.format(
        Locale.ROOT,
        "%9s %11s %8s | %8s %8s %8s %8s | %8s %8s | %9s %5s | %6s %6s %6s  %s",
        "sent/s",
        "arrived/s",
        "arrived",
        "p50 ms",
        "p99",
        "p99.9",
        "max",
        "ack p50",
        "ack p99",
        "frames/s",
        "ev/fr",
        "server",
        "db",
        "client",
        "cores");
  }

  public static String line(StepResult step, StepResult.Goal goal) {
    CpuMeter.Cores cores = step.cores();
    return String.format(
            Locale.ROOT,
            "%9.0f %11.0f %7.2f%% | %8.2f %8.2f %8.2f %8.1f | %8.2f %8.2f | %9.0f %5.1f | %6s %6s"
                + " %6s  %s",
            step.rate(),
            step.deliveriesPerSecond(),
            step.arrived() * 100,
            step.receive().p50(),
            step.receive().p99(),
            step.receive().p999(),
            step.receive().max(),
            step.ack().p50(),
            step.ack().p99(),
            step.frames(),
            step.deliveriesPerSecond() / Math.max(1, step.frames()),
            cores(cores.server()),
            cores(cores.database()),
            cores(cores.client()),
            verdict(step, goal))
        .stripTrailing();
  }

  /** Cores in use; a dash for what was not asked for. */
  public static String cores(@Nullable Double used) {
    return used == null ? "-" : String.format(Locale.ROOT, "%.2f", used);
  }

  private static String verdict(StepResult step, StepResult.Goal goal) {
    StringBuilder words = new StringBuilder(step.holds(goal) ? "holds" : "does not hold");
    if (!step.refused().isEmpty()) {
      words.append(", refused ").append(step.refused());
    }
    if (step.lostSockets() > 0) {
      words.append(", lost sockets ").append(step.lostSockets());
    }
    if (step.lateMillis() > LATE_MILLIS) {
      words.append(String.format(Locale.ROOT, ", client late by %.0f ms", step.lateMillis()));
    }
    return words.toString();
  }

  /** From here on it is the load tool that is slow. */
  private static final double LATE_MILLIS = 50;
}
