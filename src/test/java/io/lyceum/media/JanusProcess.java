package io.lyceum.media;

import io.lyceum.faults.stage.Shell;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real Janus of its own, with the configuration that {@code docker/janus} has. */
public final class JanusProcess implements AutoCloseable {
  public static final String SECRET = "a-secret-for-tests-only";

  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/janus"), Path.of("/opt/janus/bin/janus"));

  private final Path folder;
  private final String host;
  private final int port;
  private Process process;

  private JanusProcess(Path folder, String host, int port) {
    this.folder = folder;
    this.host = host;
    this.port = port;
    this.process = run(folder, command(folder));
  }

  private JanusProcess(Path folder, String host, int port, Process process) {
    this.folder = folder;
    this.host = host;
    this.port = port;
    this.process = process;
  }

  /** Skips the test where there is none, unless the variable MEDIA_TESTS says {@code required}. */
  public static void assumeInstalled() {
    assume(
        PLACES.stream().anyMatch(Files::isExecutable),
        "there is no Janus. Install it (Debian: apt-get install janus).");
  }

  /** The same for what makes files of recordings. */
  public static void assumeFilmTools() {
    assume(
        Stream.of("janus-pp-rec", "ffmpeg", "ffprobe").allMatch(JanusProcess::isThere),
        "there is no janus-pp-rec or no ffmpeg. Install them (Debian: apt-get install janus-tools"
            + " ffmpeg).");
  }

  /** The same for a network of its own, which media needs: ICE leaves the loopback out. */
  public static void assumeNetwork() {
    assumeInstalled();
    assume(hasNetwork(), "a network for Janus takes root, unshare and ip.");
  }

  /** Whether all is there for one with a network of its own. */
  public static boolean hasNetwork() {
    return PLACES.stream().anyMatch(Files::isExecutable)
        && System.getProperty("user.name").equals("root")
        && Stream.of("unshare", "ip").allMatch(JanusProcess::isThere);
  }

  private static void assume(boolean met, String otherwise) {
    if ("required".equals(System.getenv("MEDIA_TESTS")) && !met) {
      throw new AssertionError("MEDIA_TESTS=required, but " + otherwise);
    }
    Assumptions.assumeTrue(met, () -> "Skipped: " + otherwise);
  }

  private static boolean isThere(String tool) {
    return Stream.of("/usr/bin/", "/bin/", "/sbin/", "/usr/sbin/")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + tool)));
  }

  /** On the loopback: its interface works, media does not reach it. */
  public static JanusProcess start(Path folder) {
    int port = freePort();
    configure(folder, "127.0.0.1", port);
    JanusProcess janus = new JanusProcess(folder, "127.0.0.1", port);
    janus.awaitReady();
    return janus;
  }

  /**
   * In a network namespace, joined to this one by a pair of interfaces that go when it ends.
   *
   * @param net the third number of its addresses
   */
  public static JanusProcess startInNamespace(Path folder, int net) {
    String inside = "10.78." + net + ".2";
    int port = 18_188;
    configure(folder, inside, port);
    String script =
        "read -r _; ip link set lo up; ip addr add "
            + inside
            + "/24 dev lyj1;"
            // Relays have an address of another such pair.
            + " ip link set lyj1 up; ip route add default via "
            + outside(net)
            + "; exec "
            + String.join(" ", command(folder));
    Process process = run(folder, List.of("unshare", "--net", "bash", "-c", script));
    Awaitility.await("a namespace").until(() -> !namespace(process.pid()).equals(namespace(0)));
    shell(
        "ip",
        "link",
        "add",
        "lyj" + net,
        "type",
        "veth",
        "peer",
        "name",
        "lyj1",
        "netns",
        Long.toString(process.pid()));
    shell("ip", "addr", "add", outside(net) + "/24", "dev", "lyj" + net);
    shell("ip", "link", "set", "lyj" + net, "up");
    try {
      process.getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JanusProcess janus = new JanusProcess(folder, inside, port, process);
    janus.awaitReady();
    return janus;
  }

  /** The address of this side of the pair that leads to it. */
  public static String outside(int net) {
    return "10.78." + net + ".1";
  }

  public String url() {
    return "ws://" + host + ":" + port;
  }

  /** What it has taken of the processors so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** On the same port; nothing of before is remembered. */
  public void startAgain() {
    process = run(folder, command(folder));
    awaitReady();
  }

  @Override
  public void close() {
    kill();
  }

  private void awaitReady() {
    Awaitility.await("Janus, see " + log(folder))
        .atMost(Duration.ofSeconds(30))
        .failFast("Janus ended, see " + log(folder), () -> !process.isAlive())
        .until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> command(Path folder) {
    Path janus = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    return List.of(janus.toString(), "--configs-folder=" + folder);
  }

  private static Process run(Path folder, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder)))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File log(Path folder) {
    return folder.resolve("janus.log").toFile();
  }

  private static String namespace(long pid) {
    try {
      String process = pid == 0 ? "self" : Long.toString(pid);
      return Files.readSymbolicLink(Path.of("/proc", process, "ns", "net")).toString();
    } catch (IOException e) {
      return namespace(0);
    }
  }

  /** The files of {@code docker/janus}, with the secret, the address and the port of this one. */
  private static void configure(Path folder, String host, int port) {
    try (Stream<Path> files = Files.list(Path.of("docker", "janus"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jcfg")).toList()) {
        String text =
            Files.readString(file)
                .replace("${LYCEUM_JANUS_API_SECRET}", SECRET)
                .replace("${JANUS_HOST}", host)
                .replace("${JANUS_PORT}", Integer.toString(port));
        Files.writeString(folder.resolve(file.getFileName()), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shell(String... command) {
    Shell.run(command);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
