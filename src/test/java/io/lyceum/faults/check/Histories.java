package io.lyceum.faults.check;

import com.fasterxml.jackson.databind.MappingIterator;
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

  /** Hands over every line, file by file in the order written. */
  public static void read(List<Path> logs, Consumer<Line> to) {
    for (Path log : logs) {
      try (BufferedReader text = Files.newBufferedReader(log);
          MappingIterator<Line> lines = READER.readValues(text)) {
        while (lines.hasNextValue()) {
          to.accept(lines.nextValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(log.toString(), e);
      }
    }
  }
}
