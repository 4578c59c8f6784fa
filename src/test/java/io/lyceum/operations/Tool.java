package io.lyceum.operations;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the operators' that a test runs. */
record Tool(Path program) {
  /** What it printed and how it ended. */
  record Outcome(int code, String output) {}

  /**
   * Finds the program on the PATH or in {@code places}; skips the test when it is not installed,
   * unless the variable OPS_TOOLS says {@code required}.
   */
  static Tool assumeInstalled(String name, Path... places) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(places),
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)).map(Path::of))
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .findFirst();
    if ("required".equals(System.getenv("OPS_TOOLS")) && found.isEmpty()) {
      throw new AssertionError("OPS_TOOLS=required, but there is no " + name);
    }
    Assumptions.assumeTrue(found.isPresent(), () -> "Skipped: there is no " + name);
    return new Tool(found.orElseThrow());
  }

  Outcome run(String... arguments) {
    return run(Map.of(), "", arguments);
  }

  /** Runs it with more environment and something to read. */
  Outcome run(Map<String, String> environment, String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return run(command, environment, input);
  }

  static Outcome run(List<String> command, Map<String, String> environment, String input) {
    try {
      Path output = Files.createTempFile("tool", ".out");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var to = process.getOutputStream()) {
          to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Outcome(process.waitFor(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
