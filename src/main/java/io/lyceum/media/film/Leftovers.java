package io.lyceum.media.film;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What workers that died left in the spool. */
final class Leftovers {
  static final String WORK = "work";

  private static final Pattern RAW = Pattern.compile("([0-9a-f-]{36})-.*\\.mjr");
  private static final Pattern FOLDER = Pattern.compile("([0-9a-f-]{36})");

  private Leftovers() {}

  /** The parts of which something is there. */
  static Set<String> parts(Path spool) throws IOException {
    Set<String> parts = new HashSet<>(parts(spool, RAW));
    parts.addAll(parts(spool.resolve(WORK), FOLDER));
    return parts;
  }

  private static Set<String> parts(Path folder, Pattern name) throws IOException {
    Set<String> parts = new HashSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path each : all.toList()) {
          Matcher part = name.matcher(String.valueOf(each.getFileName()));
          if (part.matches()) {
            parts.add(part.group(1));
          }
        }
      }
    }
    return parts;
  }

  /** Deletes all that is there of a part. */
  static void clear(Path spool, String part) throws IOException {
    for (Path file : Film.files(part, spool)) {
      Files.deleteIfExists(file);
    }
    clear(spool.resolve(WORK).resolve(part));
  }

  /** Deletes a folder with all in it. */
  static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        for (Path each : deepestFirst) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
