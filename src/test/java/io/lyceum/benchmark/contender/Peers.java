package io.lyceum.benchmark.contender;

import io.lyceum.faults.stage.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The peers of {@code src/bench/peers}, made ready to run below {@code target}. */
final class Peers {
  private static final Path SOURCES = Path.of("src", "bench", "peers");
  private static final Path HOME = Path.of("target", "bench", "peers");
  private static final String LOCK = "package-lock.json";

  private Peers() {}

  /** How to start {@code socketio} or {@code ws}; its packages are installed unless they are. */
  static List<String> node(String name) {
    try {
      Path home = Files.createDirectories(HOME.resolve(name));
      copy(SOURCES.resolve("store.js"), HOME.resolve("store.js"));
      for (String file : List.of("server.js", "package.json")) {
        copy(SOURCES.resolve(name).resolve(file), home.resolve(file));
      }
      Path lock = SOURCES.resolve(name).resolve(LOCK);
      if (!Files.exists(home.resolve(LOCK)) || Files.mismatch(lock, home.resolve(LOCK)) >= 0) {
        Path unfinished = home.resolve("npm-shrinkwrap.json");
        copy(lock, unfinished);
        Shell.run("npm", "ci", "--prefix", home.toString(), "--ignore-scripts", "--no-fund");
        Files.move(unfinished, home.resolve(LOCK), StandardCopyOption.REPLACE_EXISTING);
      }
      return List.of("node", home.resolve("server.js").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to start the one on Netty, with these flags of the JVM. */
  static List<String> netty(List<String> flags, String classPath) {
    Path classes = HOME.resolve("netty");
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    List<String> javac = new ArrayList<>(List.of(bin.resolve("javac").toString()));
    javac.addAll(List.of("-Xlint:all", "-Werror", "-proc:none", "-cp", classPath));
    javac.addAll(List.of("-d", classes.toString()));
    try (Stream<Path> files = Files.list(SOURCES.resolve("netty"))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(javac::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shell.run(javac);
    List<String> command = new ArrayList<>(List.of(bin.resolve("java").toString()));
    command.addAll(flags);
    command.addAll(List.of("-cp", classes + ":" + classPath, "NettyPeer"));
    return command;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
