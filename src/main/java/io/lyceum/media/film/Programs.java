package io.lyceum.media.film;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs that make films. Blocking. */
final class Programs {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Nothing is encoded anew, so even hours take minutes. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int MOST_SAID = 400;

  private final Path folder;
  private final Runnable stillAtIt;

  /**
   * @param folder where they run and what they say is kept for as long
   * @param stillAtIt called now and then while one runs
   */
  Programs(Path folder, Runnable stillAtIt) {
    this.folder = folder;
    this.stillAtIt = stillAtIt;
  }

  /** Gives what the program printed. */
  String run(List<String> command) throws IOException, FilmProblem {
    Path said = Files.createTempFile(folder, "said-", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      process.getOutputStream().close();
      for (Duration waited = Duration.ZERO;
          !process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          waited = waited.plus(LOOK)) {
        if (waited.compareTo(LONGEST) > 0) {
          throw new FilmProblem(name(command) + " did not end");
        }
        stillAtIt.run();
      }
      String text = Files.readString(said, StandardCharsets.ISO_8859_1).strip();
      if (process.exitValue() != 0) {
        String end = text.substring(Math.max(0, text.length() - MOST_SAID));
        throw new FilmProblem(name(command) + " ended with " + process.exitValue() + ": " + end);
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FilmProblem(name(command) + " was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String name(List<String> command) {
    return String.valueOf(Path.of(command.getFirst()).getFileName());
  }
}
