package io.lyceum.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Looks for a Java that is new enough where Javas usually are. */
final class JavaFinder {
  private final int wanted;

  JavaFinder(int wanted) {
    this.wanted = wanted;
  }

  /** The home of the first that fits. */
  Optional<Path> find(Map<String, String> environment) {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    Path user = Path.of(System.getProperty("user.home"));
    List<Path> folders =
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt/java"),
            Path.of("/opt"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"),
            user.resolve(".local/share/mise/installs/java"),
            user.resolve(".asdf/installs/java"));
    folders.forEach(folder -> homes.addAll(inside(folder)));
    return homes.stream()
        .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
        .filter(home -> version(home) >= wanted)
        .findFirst();
  }

  private static List<Path> inside(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Every JDK tells its version in a file; 0 when it does not. */
  private static int version(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
      String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Runtime.Version.parse(version).feature();
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
  }
}
