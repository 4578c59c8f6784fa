package io.lyceum.faults;

import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One call of {@link FaultMain} in namespaces of its own, where the machine allows them: processes,
 * mounts and network end with it, whatever becomes of it.
 *
 * @param code its exit code
 * @param folder what it has left
 */
record Run(int code, Path folder) {
  private static final List<String> NAMESPACES =
      List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc");

  static Run of(Path folder, long seed, String... what) {
    delete(folder);
    boolean namespaces = allowsNamespaces();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(folder.toString(), Long.toString(seed)));
    arguments.add(namespaces ? "namespaces" : "loopback");
    arguments.addAll(List.of(what));
    List<String> command = new ArrayList<>();
    if (namespaces) {
      command.addAll(NAMESPACES);
      // A shell as the first process: it buries the dead that nobody waits for.
      command.addAll(List.of("sh", "-c", "\"$@\"; exit $?", "faults"));
    }
    command.addAll(TestProcess.of(FaultMain.class, arguments.toArray(String[]::new)).command());
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return new Run(process.waitFor(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String report() {
    return read("report.md");
  }

  String findings() {
    return read("findings.txt");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean allowsNamespaces() {
    List<String> probe = new ArrayList<>(NAMESPACES);
    probe.addAll(
        List.of("sh", "-c", "ip link add probe type bridge && iptables -L -n && tc qdisc"));
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> all = Files.walk(folder)) {
          all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
      }
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
