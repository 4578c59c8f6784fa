package io.lyceum.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * What {@code java -jar lyceum.jar} runs. The node needs Java 25 and a few flags of the JVM, which
 * a jar cannot ask for: when this JVM lacks them, the node is started in one that has them, with
 * the same settings, signals and exit code.
 */
public final class Launcher {
  private static final int JAVA = 25;
  private static final int NO_JAVA = 2;

  /** Longer than the node's own shutdown may take. */
  private static final long GRACE_SECONDS = 90;

  private Launcher() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ReflectiveOperationException, URISyntaxException {
    Path jar = jar();
    Attributes manifest = manifest(jar);
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> flags = flags(manifest.getValue("Lyceum-Jvm-Flags"), given);
    String main = manifest.getValue("Lyceum-Main");
    boolean newEnough = Runtime.version().feature() >= JAVA;
    if (newEnough && given.containsAll(flags)) {
      Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
      return;
    }
    Path own = Path.of(System.getProperty("java.home"));
    Optional<Path> home = newEnough ? Optional.of(own) : new JavaFinder(JAVA).find(System.getenv());
    if (home.isEmpty()) {
      System.err.println(
          "Lyceum needs Java "
              + JAVA
              + "; this is Java "
              + Runtime.version().feature()
              + " and no newer one was found. Install a JDK "
              + JAVA
              + " or point JAVA_HOME at one.");
      System.exit(NO_JAVA);
    }
    List<String> command = new ArrayList<>();
    command.add(home.orElseThrow().resolve("bin").resolve("java").toString());
    command.addAll(flags);
    command.addAll(given);
    command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
    command.addAll(List.of("-cp", jar.toString(), main));
    command.addAll(List.of(arguments));
    // Halt, not exit: the node is gone, and with it the work of the hook below.
    Runtime.getRuntime().halt(run(command));
  }

  /** Ours, but for the collector when the user chose one: the JVM takes only one. */
  private static List<String> flags(String ours, List<String> given) {
    boolean chosen = given.stream().anyMatch(Launcher::isCollector);
    return Arrays.stream(ours.trim().split("\\s+"))
        .filter(flag -> !chosen || !isCollector(flag))
        .collect(Collectors.toList());
  }

  private static boolean isCollector(String flag) {
    return flag.matches("-XX:\\+Use\\w+GC");
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    Process node = new ProcessBuilder(command).inheritIO().start();
    Thread passOn =
        new Thread(
            () -> {
              node.destroy();
              try {
                if (!node.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                  node.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "pass-on-signal");
    Runtime.getRuntime().addShutdownHook(passOn);
    return node.waitFor();
  }

  private static Path jar() throws URISyntaxException {
    return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    }
  }
}
