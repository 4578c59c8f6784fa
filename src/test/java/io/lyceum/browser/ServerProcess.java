package io.lyceum.browser;

import io.lyceum.Main;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.EmbeddedDatabase;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;

/** The server as its own process with its own data, on a port that stays the same over restarts. */
final class ServerProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Path data;
  private final Path log;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> settings;
  private Process process;

  private ServerProcess(Path data, Path log, Map<String, String> settings) {
    this.data = data;
    this.log = log;
    this.settings = settings;
    this.port = freePort();
    this.process = launch();
  }

  /** Starts it without waiting; {@code log} gets what it prints. */
  static ServerProcess start(Path data, Path log) {
    return start(data, log, Map.of());
  }

  /** The same with more of the environment set. */
  static ServerProcess start(Path data, Path log, Map<String, String> settings) {
    return new ServerProcess(data, log, settings);
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns once commands can be served. */
  void awaitReady() {
    Awaitility.await("the server to be ready, see " + log)
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the server ended, see " + log, () -> !process.isAlive())
        .until(this::isReady);
  }

  /** Kill -9: nothing is said, flushed or handed over. PostgreSQL lives on. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Kill -9 of the server and of its PostgreSQL, as when the machine loses power. */
  void killWithDatabase() {
    ProcessHandle database = postmaster().orElseThrow();
    kill();
    database.destroyForcibly();
    database.onExit().join();
  }

  void startAgain() {
    process = launch();
  }

  /** Changes what no page and no route would, as the database's owner. */
  void sql(String statement, Object... values) {
    try {
      DatabaseAddress address = EmbeddedDatabase.addressIn(data);
      Jdbi.create(address.url(), address.user(), address.password())
          .useHandle(handle -> handle.execute(statement, values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends server and database in good order; after a kill, what is left of them. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    postmaster()
        .ifPresent(
            left -> {
              left.destroy();
              left.onExit().join();
            });
  }

  private boolean isReady() throws InterruptedException {
    URI ready = URI.create(address() + "/health/ready");
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Process launch() {
    ProcessBuilder builder = TestProcess.of(Main.class);
    // Whatever the developer has set for a server of their own is not meant for this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("LYCEUM_"));
    builder.environment().putAll(settings);
    builder.environment().put("LYCEUM_DATA_DIR", data.toString());
    builder.environment().put("LYCEUM_HTTP_PORT", Integer.toString(port));
    // It lives for seconds: to start soon matters more than to run fast.
    builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ProcessHandle> postmaster() {
    try {
      Path pid = data.resolve("postgres").resolve("postmaster.pid");
      return Files.exists(pid)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
