package io.lyceum.benchmark.contender;

import io.lyceum.Main;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Several Lyceum nodes of one database on this machine. */
public final class Cluster implements AutoCloseable {
  /** A process of the cluster. */
  private record Node(Daemon process, int port) {
    boolean isReady() {
      try {
        return RestClient.stranger(port).call("get", "/health/ready").status() == 200;
      } catch (UncheckedIOException e) {
        return false;
      }
    }
  }

  private static final Duration START = Duration.ofMinutes(3);

  private final TestDatabase database = TestDatabase.empty();
  private final List<Node> nodes = new ArrayList<>();

  private Cluster() {}

  /**
   * Starts them and waits until all serve.
   *
   * @param heap of each, as {@code -Xmx} wants it
   */
  public static Cluster start(Path folder, int nodes, String heap) {
    Cluster cluster = new Cluster();
    try {
      Path settings = folder.resolve("lyceum.conf");
      Files.writeString(settings, Stage.LYCEUM_SETTINGS);
      for (int number = 1; number <= nodes; number++) {
        cluster.nodes.add(
            cluster.node(folder.resolve("cluster-" + number + ".log"), settings, heap));
        if (number == 1) {
          // It makes the schema and the cluster; the others find both.
          cluster.awaitReady(folder);
        }
      }
      cluster.awaitReady(folder);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  public TestDatabase database() {
    return database;
  }

  /** host:port of each. */
  public List<String> addresses() {
    return nodes.stream().map(node -> "127.0.0.1:" + node.port()).toList();
  }

  public List<Long> pids() {
    return nodes.stream().map(node -> node.process().pid()).toList();
  }

  private Node node(Path log, Path settings, String heap) throws IOException {
    Files.deleteIfExists(log);
    int port = Stage.freePort();
    List<String> command = new ArrayList<>(TestProcess.of(Main.class).command());
    command.addAll(1, List.of("-Dlyceum.parent=auto", "-Dlogback.configurationFile=logback.xml"));
    command.addAll(1, Stage.JVM_FLAGS);
    command.add(1, "-Xmx" + heap);
    Map<String, String> environment =
        Map.of(
            "LYCEUM_DATABASE_URL", database.owner().url(),
            "LYCEUM_DATABASE_USER", database.owner().user(),
            "LYCEUM_DATABASE_PASSWORD", database.owner().password(),
            "LYCEUM_HTTP_PORT", Integer.toString(port),
            "LYCEUM_CLUSTER_PORT", Integer.toString(Stage.freePort()),
            "LYCEUM_CONFIG", settings.toString());
    return new Node(Daemon.start(command, environment, log), port);
  }

  private void awaitReady(Path folder) {
    Awaitility.await(nodes.size() + " nodes to serve, see " + folder)
        .atMost(START)
        .pollInterval(Duration.ofMillis(500))
        .failFast(
            "a node ended, see " + folder,
            () -> nodes.stream().anyMatch(node -> !node.process().isAlive()))
        .until(() -> nodes.stream().allMatch(Node::isReady));
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.process().kill());
    database.close();
  }
}
