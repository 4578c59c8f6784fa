package io.lyceum.benchmark.contender;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the peers need from the machine. */
public final class Tools {
  private Tools() {}

  /**
   * Skips the test when Node is not installed, unless the variable BENCHMARK says {@code required}.
   */
  public static void assumeNode() {
    for (String name : List.of("node", "npm")) {
      if ("required".equals(System.getenv("BENCHMARK")) && !isInstalled(name)) {
        throw new AssertionError("BENCHMARK=required, but there is no " + name);
      }
      Assumptions.assumeTrue(isInstalled(name), () -> "Skipped: there is no " + name);
    }
  }

  public static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
