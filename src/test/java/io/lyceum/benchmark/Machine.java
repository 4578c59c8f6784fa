package io.lyceum.benchmark;

import io.lyceum.faults.stage.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were measured on. */
record Machine(
    String processor,
    int cores,
    long memoryGib,
    String kernel,
    String java,
    String node,
    String date,
    String commit) {
  private static final String CHANGED = " with changes";
  private static final long KIB_PER_GIB = 1 << 20;

  static Machine here() {
    return new Machine(
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_PER_GIB,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Shell.run("node", "--version").strip(),
        LocalDate.now(ZoneOffset.UTC).toString(),
        head());
  }

  /** Whether figures of both belong on one page: nothing but the day is another. */
  boolean isSame(Machine other) {
    return processor.equals(other.processor)
        && cores == other.cores
        && java.equals(other.java)
        && commit.equals(other.commit)
        && !commit.endsWith(CHANGED);
  }

  private static String line(String file, String field) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head() {
    String head = Shell.run("git", "rev-parse", "--short", "HEAD").strip();
    boolean changed =
        !Shell.run("git", "status", "--porcelain", "--", "src/main", "src/bench", "pom.xml")
            .isBlank();
    return changed ? head + CHANGED : head;
  }
}
