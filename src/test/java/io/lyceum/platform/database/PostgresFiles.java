package io.lyceum.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** PostgreSQL's programs for tests that run the server by themselves. */
public final class PostgresFiles {
  private PostgresFiles() {}

  /** The folder with {@code bin} in it, unpacked below {@code folder} once. */
  public static Path unpackedIn(Path folder) {
    try {
      Files.createDirectories(folder);
      PostgresProgram.in(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        return entries
            .filter(entry -> Files.isDirectory(entry.resolve("bin")))
            .findAny()
            .orElseThrow();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
