package io.lyceum.bench.load;

import io.lyceum.bench.net.BenchProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Resident memory of the server's processes.
 *
 * @param collect whether they are JVMs that are to collect their garbage first
 */
public record Memory(List<Long> servers, boolean collect) {
  private static final long KILO = 1024;

  /** In bytes. */
  public long resident() {
    return servers.stream()
        .mapToLong(
            pid -> {
              if (collect) {
                collect(pid);
              }
              return resident(pid);
            })
        .sum();
  }

  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return KILO
          * lines
              .filter(line -> line.startsWith("VmRSS:"))
              .map(line -> line.replaceAll("\\D", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      throw new BenchProblem("there is no process " + pid + " to measure", e);
    }
  }

  private static void collect(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      int exit =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exit != 0) {
        throw new BenchProblem("jcmd cannot reach process " + pid + ": is it a JVM of this user?");
      }
    } catch (IOException e) {
      throw new BenchProblem("jcmd cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchProblem("interrupted", e);
    }
  }
}
