package io.lyceum.upgrade;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server of an earlier commit, compiled against today's libraries and kept in {@code target}.
 */
final class PreviousBuild {
  /** The last commit before clusters: what must be upgradable from. Moved on with each release. */
  static final String COMMIT = "a1f3aa5";

  private final String classPath;

  private PreviousBuild(String classPath) {
    this.classPath = classPath;
  }

  /** Whether the history reaches back so far; a shallow clone's does not. */
  static boolean isThere() throws IOException, InterruptedException {
    return Files.exists(Path.of(".git"))
        && run(List.of("git", "cat-file", "-e", COMMIT + "^{commit}")).isEmpty();
  }

  /** Compiles it unless that has been done. */
  static PreviousBuild make(String today) throws IOException, InterruptedException {
    Path home = Path.of("target", "previous", COMMIT).toAbsolutePath();
    String libraries =
        Arrays.stream(today.split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    Path classes = home.resolve("classes");
    if (!Files.exists(classes)) {
      compile(home, libraries, classes);
    }
    return new PreviousBuild(classes + File.pathSeparator + libraries);
  }

  String classPath() {
    return classPath;
  }

  private static void compile(Path home, String libraries, Path classes)
      throws IOException, InterruptedException {
    Files.createDirectories(home);
    Path archive = home.resolve("sources.tar");
    must(List.of("git", "archive", "-o", archive.toString(), COMMIT, "src/main"));
    must(List.of("tar", "-xf", archive.toString(), "-C", home.toString()));
    Path unfinished = Files.createDirectories(home.resolve("classes.part"));
    List<String> sources;
    try (Stream<Path> files = Files.walk(home.resolve("src/main/java"))) {
      sources = files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    }
    List<String> javac = new ArrayList<>();
    javac.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    javac.addAll(List.of("-nowarn", "-proc:none", "-parameters", "-d", unfinished.toString()));
    javac.addAll(List.of("-cp", libraries));
    javac.addAll(sources);
    must(javac);
    copy(home.resolve("src/main/resources"), unfinished);
    Files.move(unfinished, classes, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void must(List<String> command) throws IOException, InterruptedException {
    String problem = run(command);
    if (!problem.isEmpty()) {
      throw new IllegalStateException(command.getFirst() + ": " + problem);
    }
  }

  /** Empty when it went well. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? "" : "exit " + code + " " + output;
  }
}
