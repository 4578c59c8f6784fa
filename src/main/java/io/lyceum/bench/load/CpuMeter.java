package io.lyceum.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of the processes that take part, from {@code /proc}.
 *
 * @param servers their process ids, without children
 * @param databases with all their descendants
 */
public record CpuMeter(List<Long> servers, List<Long> databases) {
  /** Cores in use on average, each kept busy counts 1; null for what was not asked for. */
  public record Cores(@Nullable Double server, @Nullable Double database, double client) {}

  /** Seconds up to now; NaN for what was not asked for. */
  public record Reading(double at, double server, double database, double client) {
    /** What was used since an earlier reading. */
    public Cores since(Reading before) {
      double time = at - before.at;
      return new Cores(
          known((server - before.server) / time),
          known((database - before.database) / time),
          (client - before.client) / time);
    }

    private static @Nullable Double known(double cores) {
      return Double.isNaN(cores) ? null : cores;
    }
  }

  /** The kernel's unit in {@code /proc/<pid>/stat}. */
  private static final double TICKS = 100;

  private static final double NANOS = 1e9;

  /**
   * Fields of the file behind the name of the program: utime, stime and those of ended children.
   */
  private static final int UTIME = 11;

  public Reading read() {
    OperatingSystemMXBean own = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Reading(
        System.nanoTime() / NANOS,
        servers.isEmpty() ? Double.NaN : servers.stream().mapToDouble(pid -> seconds(pid, 2)).sum(),
        databases.isEmpty() ? Double.NaN : databases.stream().mapToDouble(CpuMeter::family).sum(),
        own.getProcessCpuTime() / NANOS);
  }

  /** Ended children count for their parent, so nothing is lost when one ends. */
  private static double family(long pid) {
    Stream<Long> descendants =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
    return seconds(pid, 4) + descendants.mapToDouble(child -> seconds(child, 4)).sum();
  }

  private static double seconds(long pid, int fields) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = 0; i < fields; i++) {
        ticks += Long.parseLong(values[UTIME + i]);
      }
      return ticks / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }
}
