package io.lyceum.upgrade;

import io.lyceum.Main;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A place in the cluster: its ports stay, the server at it is replaced. */
final class Member {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration EXIT = Duration.ofSeconds(40);

  private final int number;
  private final int http = freePort();
  private final int cluster = freePort();
  private final Path folder;
  private @Nullable Daemon server;

  Member(int number, Path folder) {
    this.number = number;
    this.folder = folder;
  }

  String address() {
    return "127.0.0.1:" + http;
  }

  int http() {
    return http;
  }

  String seed() {
    return "127.0.0.1:" + cluster;
  }

  /** Starts a server of this class path here. */
  void start(String build, String classPath, DatabaseAddress database, Map<String, String> more) {
    List<String> command = TestProcess.of(Main.class).command();
    command.set(command.indexOf("-cp") + 1, classPath);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("LYCEUM_DATABASE_URL", database.url());
    environment.put("LYCEUM_DATABASE_USER", database.user());
    environment.put("LYCEUM_DATABASE_PASSWORD", "none");
    environment.put("LYCEUM_HTTP_PORT", Integer.toString(http));
    environment.put("LYCEUM_CLUSTER_PORT", Integer.toString(cluster));
    environment.put(
        "JDK_JAVA_OPTIONS",
        "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            // Not the tests' own.
            + " -Dlogback.configurationFile=logback.xml");
    server =
        Daemon.start(command, environment, folder.resolve("n" + number + "-" + build + ".log"));
  }

  void awaitReady() {
    Awaitility.await("member " + number + " to serve, see " + folder)
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> RestClient.stranger(http).call("get", "/health/ready").status() == 200);
  }

  /** Told to stop; gives the exit code. */
  int leave() {
    server().terminate();
    return server().awaitExit(EXIT);
  }

  void kill() {
    if (server != null) {
      server.kill();
    }
  }

  String metrics() {
    return RestClient.stranger(http).call("get", "/metrics").response().body();
  }

  String log() {
    return server().output();
  }

  private Daemon server() {
    return Objects.requireNonNull(server, "not started");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
