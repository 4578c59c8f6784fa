package io.lyceum.faults;

import io.lyceum.faults.client.Cast;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.faults.stage.Host;
import io.lyceum.faults.stage.Network;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/**
 * Where a fault happens.
 *
 * @param stage the machines
 * @param school who is there
 * @param random the run's seeded choices
 * @param clients the processes with the clients
 * @param bySeniority the nodes, the longest in the cluster first; kept up by whoever starts one
 */
public record Scene(
    Stage stage,
    School school,
    RandomGenerator random,
    List<Daemon> clients,
    List<Node> bySeniority) {
  Scene(Stage stage, RandomGenerator random) {
    this(stage, new School(stage), random, new ArrayList<>(), new ArrayList<>(stage.nodes()));
  }

  Node anyNode() {
    return stage.nodes().get(random.nextInt(stage.nodes().size()));
  }

  Node oldest() {
    return bySeniority.getFirst();
  }

  List<Node> othersThan(Node node) {
    return stage.nodes().stream().filter(other -> !other.equals(node)).toList();
  }

  Network network() {
    return stage.network();
  }

  /** Starts a node that has ended; it is the youngest now. */
  void startAgain(Node node) {
    startAgain(node, Map.of());
  }

  /** The same with other variables this once. */
  void startAgain(Node node, Map<String, String> other) {
    node.process().startAgain(other);
    bySeniority.remove(node);
    bySeniority.add(node);
  }

  void cutBothWays(Host one, Host other) {
    network().cut(one, other);
    network().cut(other, one);
  }

  /** Lets the fault last; nothing else is waited for here. */
  void hold(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** More clients, which stay to the end and are checked as all others. */
  Daemon invite(String name, List<Cast.Player> players) {
    Daemon guests = stage.startClients(name, players, 0);
    clients.add(guests);
    return guests;
  }

  /** Waits until a node serves. */
  void awaitReady(Node node) {
    Awaitility.await(node.name() + " to serve")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(node::isReady);
  }

  void tellClients(String order) {
    clients.forEach(client -> client.say(order));
  }
}
