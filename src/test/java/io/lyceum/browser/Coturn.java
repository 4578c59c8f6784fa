package io.lyceum.browser;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A real coturn on loopback, with the configuration that {@code docker/} gives it. */
final class Coturn implements AutoCloseable {
  static final String SECRET = "a-secret-of-this-test-alone";

  private static final Path CONFIG = Path.of("docker", "coturn", "turnserver.conf");

  private final Process process;
  private final int port;

  private Coturn(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test when there is none, unless the variable BROWSER_TESTS says otherwise. */
  static void assumeInstalled() {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "turnserver")));
    if ("required".equals(System.getenv("BROWSER_TESTS")) && !installed) {
      throw new AssertionError("BROWSER_TESTS=required, but there is no turnserver");
    }
    Assumptions.assumeTrue(
        installed, "Skipped: there is no turnserver. Install it (Debian: apt-get install coturn).");
  }

  /**
   * @param log gets what it prints
   * @param more what is set beyond the file
   */
  static Coturn start(Path log, String... more) {
    return relayingAt("127.0.0.1", log, more);
  }

  /**
   * The same with the address that the other side sees.
   *
   * @param relay the address
   */
  static Coturn relayingAt(String relay, Path log, String... more) {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "turnserver",
                "-c",
                CONFIG.toString(),
                "--listening-ip=127.0.0.1",
                "--relay-ip=" + relay,
                "--listening-port=" + port,
                "--static-auth-secret=" + SECRET,
                "--log-file=stdout",
                "--pidfile=" + log + ".pid",
                "--userdb=" + log + ".db"));
    command.addAll(List.of(more));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Coturn coturn = new Coturn(process, port);
      Awaitility.await("coturn, see " + log)
          .atMost(Duration.ofSeconds(20))
          .failFast("coturn ended, see " + log, () -> !process.isAlive())
          .until(coturn::answers);
      return coturn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "turn:127.0.0.1:" + port + "?transport=udp";
  }

  /** What coturn's own client says when it asks for a way to this address. */
  String relayTo(String peer, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of("timeout", "5", "turnutils_uclient", "-v", "-n", "1", "-m", "1", "-e", peer));
    command.addAll(List.of(more));
    // A name for each, or one name's quota is soon used up.
    String name = peer + "-" + more.length;
    String at = Integer.toString(port);
    command.addAll(List.of("-W", SECRET, "-u", name, "-p", at, "127.0.0.1"));
    try {
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** It listens on TCP too. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
