package io.lyceum.faults.stage;

import io.lyceum.Main;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.client.ClientMain;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A cluster with its PostgreSQL, and room for clients: every one a real process on a host of its
 * own.
 */
public final class Stage implements AutoCloseable {
  /** Three servers on two cores: to be warm soon matters more than to be fast in the end. */
  public static final String NODE_JAVA =
      "-Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
          // Not the tests' own.
          + " -Dlogback.configurationFile=logback.xml";

  private static final Duration START = Duration.ofSeconds(90);

  private final Network network;
  private final Path folder;
  private final Postgres postgres;
  private final List<Path> overlays;
  private final List<Node> nodes;
  private final Map<String, Daemon> clients = new LinkedHashMap<>();

  private Stage(Network network, Path folder, Path unpacked, int nodes, List<Path> overlays) {
    this.network = network;
    this.folder = folder;
    this.overlays = overlays;
    this.postgres = Postgres.create(network, network.host("db"), unpacked, folder);
    this.nodes = IntStream.rangeClosed(1, nodes).mapToObj(i -> startNode("n" + i)).toList();
  }

  /**
   * Builds it and waits until all nodes serve.
   *
   * @param folder for data and logs; must be new
   * @param unpacked where PostgreSQL's programs are or will be unpacked, for many stages
   * @param overlays folders whose classes stand before the server's own: planted defects
   */
  public static Stage build(
      Network network, Path folder, Path unpacked, int nodes, List<Path> overlays) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Stage stage = new Stage(network, folder, unpacked, nodes, overlays);
    try {
      stage.awaitReady(START);
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
    return stage;
  }

  public Network network() {
    return network;
  }

  public Postgres postgres() {
    return postgres;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public Node node(int number) {
    return nodes.get(number - 1);
  }

  public Path folder() {
    return folder;
  }

  public void awaitReady(Duration patience) {
    Awaitility.await("all nodes to serve, see " + folder)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(this::isWhole);
  }

  /** All nodes serve, in one cluster. */
  public boolean isWhole() {
    return nodes.stream().allMatch(node -> node.isReady() && node.members() == nodes.size());
  }

  /** One more node. */
  public Node startNode(String name, String... moreSettings) {
    Host host = network.host(name);
    DatabaseAddress database = postgres.address();
    Map<String, String> environment = new HashMap<>();
    environment.put("LYCEUM_DATABASE_URL", database.url());
    environment.put("LYCEUM_DATABASE_USER", database.user());
    environment.put("LYCEUM_DATABASE_PASSWORD", database.password());
    environment.put("LYCEUM_HTTP_HOST", host.address());
    environment.put("LYCEUM_HTTP_PORT", Integer.toString(Node.HTTP));
    environment.put("LYCEUM_CLUSTER_HOST", host.address());
    environment.put("LYCEUM_CLUSTER_PORT", Integer.toString(Node.CLUSTER));
    environment.put("LYCEUM_CLUSTER_PLAIN_TEXT", "on");
    // A whole school comes from one address here.
    environment.put("LYCEUM_LIMITS", "off");
    environment.put("JDK_JAVA_OPTIONS", NODE_JAVA);
    for (String setting : moreSettings) {
      String[] pair = setting.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    List<String> command = TestProcess.of(Main.class).command();
    int classPath = command.indexOf("-cp") + 1;
    overlays.forEach(folder -> command.set(classPath, folder + ":" + command.get(classPath)));
    return new Node(
        host, Daemon.start(network.on(host, command), environment, folder.resolve(name + ".log")));
  }

  /** A process of clients on a host of its own; it uses the nodes in turn. */
  public Daemon startClients(String name, List<Cast.Player> players, int delayMs) {
    Host host = network.host(name);
    List<String> addresses = nodes.stream().map(n -> n.host().address() + ":" + Node.HTTP).toList();
    Cast cast = new Cast(addresses, history(name).toString(), players, delayMs);
    Path file = folder.resolve(name + ".json");
    try {
      Files.writeString(file, Json.write(cast));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = TestProcess.of(ClientMain.class, file.toString()).command();
    Map<String, String> environment =
        Map.of("JDK_JAVA_OPTIONS", "-Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Daemon clientProcess =
        Daemon.start(network.on(host, command), environment, folder.resolve(name + ".log"));
    clients.put(name, clientProcess);
    return clientProcess;
  }

  /** The histories of all clients so far. */
  public List<Path> histories() {
    return clients.keySet().stream().map(this::history).toList();
  }

  /** Where a client process writes what happens to it. */
  public Path history(String client) {
    return folder.resolve(client + ".jsonl");
  }

  @Override
  public void close() {
    clients.values().forEach(Daemon::kill);
    nodes.forEach(node -> node.process().kill());
    postgres.stop();
  }
}
