package io.lyceum.benchmark.contender;

import io.lyceum.Main;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** Starts servers one after the other, each on a new database of the same PostgreSQL. */
public final class Stage {
  /**
   * What a node of production is told by its image as far as it matters here; the peer in Java gets
   * the same.
   */
  public static final List<String> JVM_FLAGS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseParallelGC",
          "-XX:GCTimeRatio=19",
          "-XX:NewSize=200m",
          "-XX:ReservedCodeCacheSize=512m",
          "-XX:-UsePerfData");

  /** Limits that protect a school from one pupil would measure themselves. */
  public static final String LYCEUM_SETTINGS =
      """
      lyceum.limits.enabled = off
      lyceum.socket {
        commands-per-second = 100000
        frames-per-second = 100000
        inflight = 10000
        max-sockets = 19000
      }
      """;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("^ready (\\d+)$", Pattern.MULTILINE);

  private final Path folder;
  private final Optional<String> redisUrl;
  private int started;

  /**
   * @param folder for logs and settings
   * @param redisUrl needed by the contenders of several processes
   */
  public Stage(Path folder, Optional<String> redisUrl) {
    this.folder = folder;
    this.redisUrl = redisUrl;
  }

  /** Starts it on an empty database and waits until it serves. */
  public Running start(Contender contender) {
    TestDatabase database = TestDatabase.empty();
    return contender == Contender.LYCEUM
        ? lyceum(database, "", List.of())
        : peer(contender, database);
  }

  /** Starts Lyceum with these settings beside {@link #LYCEUM_SETTINGS}. */
  public Running lyceum(String settings) {
    return lyceum(TestDatabase.empty(), settings, List.of());
  }

  /**
   * Starts so many nodes of one cluster.
   *
   * @param flags of each node's JVM, beside {@link #JVM_FLAGS}
   */
  public Running cluster(int nodes, String... flags) {
    Running cluster = lyceum(TestDatabase.empty(), "", List.of(flags));
    try {
      while (cluster.processes().size() < nodes) {
        Running node = lyceum(cluster.database(), "", List.of(flags));
        cluster =
            new Running(
                Contender.LYCEUM,
                cluster.database(),
                Stream.concat(cluster.processes().stream(), node.processes().stream()).toList(),
                cluster.address() + "," + node.address());
      }
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Starts a Lyceum that was killed once more, and waits until it serves. */
  public void again(Running lyceum) {
    lyceum.process().startAgain();
    awaitHealth(lyceum);
  }

  private Running lyceum(TestDatabase database, String more, List<String> flags) {
    int port = freePort();
    Path settings = folder.resolve("lyceum.conf");
    try {
      Files.writeString(settings, LYCEUM_SETTINGS + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(TestProcess.of(Main.class).command());
    // The node ends with this process, however it ends. The log's settings are not the tests' own.
    command.addAll(1, List.of("-Dlyceum.parent=auto", "-Dlogback.configurationFile=logback.xml"));
    command.addAll(1, JVM_FLAGS);
    command.addAll(1, flags);
    Map<String, String> environment =
        Map.of(
            "LYCEUM_DATABASE_URL", database.owner().url(),
            "LYCEUM_DATABASE_USER", database.owner().user(),
            "LYCEUM_DATABASE_PASSWORD", database.owner().password(),
            "LYCEUM_HTTP_PORT", Integer.toString(port),
            "LYCEUM_CONFIG", settings.toString());
    Daemon process = Daemon.start(command, environment, log(Contender.LYCEUM));
    Running running =
        new Running(Contender.LYCEUM, database, List.of(process), "127.0.0.1:" + port);
    awaitHealth(running);
    return running;
  }

  private void awaitHealth(Running lyceum) {
    RestClient stranger = new RestClient(lyceum.address(), "");
    awaitReady(lyceum, () -> stranger.call("get", "/health/ready").status() == 200);
  }

  private Running peer(Contender contender, TestDatabase database) {
    List<String> command =
        switch (contender) {
          case NETTY -> Peers.netty(JVM_FLAGS, TestProcess.classPath());
          case WS, WS_GROUP -> Peers.node("ws");
          default -> Peers.node("socketio");
        };
    Map<String, String> environment = new HashMap<>();
    environment.put("NODE_ENV", "production");
    environment.put("PORT", "0");
    environment.put("GROUP_COMMIT", contender.groupsCommits() ? "1" : "0");
    DatabaseAddress owner = database.owner();
    environment.put(
        "DATABASE_URL",
        owner.url().replace("jdbc:postgresql://", "postgres://" + owner.user() + ":none@"));
    if (contender.needsRedis()) {
      environment.put("PROCESSES", "2");
      environment.put("REDIS_URL", redisUrl.orElseThrow());
    }
    Daemon process = Daemon.start(command, environment, log(contender));
    Running running = new Running(contender, database, List.of(process), "");
    awaitReady(running, () -> readyPort(process).isPresent());
    return new Running(
        contender, database, List.of(process), "127.0.0.1:" + readyPort(process).orElseThrow());
  }

  private void awaitReady(Running server, Callable<Boolean> isReady) {
    try {
      Awaitility.await(server.contender() + " to serve, see " + folder)
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .failFast(server.contender() + " ended, see " + folder, () -> !server.process().isAlive())
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(isReady);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      server.close();
      throw e;
    }
  }

  private static Optional<Integer> readyPort(Daemon process) {
    Matcher ready = READY.matcher(process.output());
    return ready.find() ? Optional.of(Integer.valueOf(ready.group(1))) : Optional.empty();
  }

  /** Empty: what an earlier run's server has said is not about this one. */
  private Path log(Contender contender) {
    started++;
    String name = contender.name().toLowerCase(Locale.ROOT);
    Path log = folder.resolve(String.format("%03d-%s.log", started, name));
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
