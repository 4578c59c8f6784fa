package io.lyceum.benchmark.growth;

import io.lyceum.bench.load.Memory;
import io.lyceum.benchmark.contender.Running;
import io.lyceum.faults.stage.Shell;
import java.nio.file.Path;

/** What a server holds, in MiB. */
final class Memories {
  private static final double MIB = 1 << 20;
  private static final String TOTAL = "Total";

  private Memories() {}

  /** What the kernel has given it by now. */
  static double resident(Running server) {
    return new Memory(server.pids(), false).resident() / MIB;
  }

  /** Its objects after a collection: this command collects first and then counts. */
  static double live(Running server) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(server.process().pid());
    return Shell.run(jcmd, pid, "GC.class_histogram")
        .lines()
        .filter(line -> line.startsWith(TOTAL))
        .mapToDouble(line -> Double.parseDouble(line.strip().split(" +", -1)[2]) / MIB)
        .findFirst()
        .orElseThrow();
  }
}
