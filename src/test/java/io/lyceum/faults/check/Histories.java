package io.lyceum.faults.check;

import com.fasterxml.jackson.databind.ObjectReader;
import io.lyceum.platform.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads the logs of clients. */
public final class Histories {
  private static final ObjectReader READER = Json.MAPPER.readerFor(Line.class);

  private Histories() {}

  /**
   * Hands over every line, file by file in the order written; a last one that is still being
   * written is left out.
   */
  public static void read(List<Path> logs, Consumer<Line> to) {
    for (Path log : logs) {
      try (BufferedReader text = Files.newBufferedReader(log)) {
        String line = text.readLine();
        while (line != null) {
          String next = text.readLine();
          if (next != null || line.endsWith("}")) {
            to.accept(READER.readValue(line));
          }
          line = next;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(log.toString(), e);
      }
    }
  }
}
