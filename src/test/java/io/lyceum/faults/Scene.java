package io.lyceum.faults;

import io.lyceum.faults.stage.Daemon;
import io.lyceum.faults.stage.Host;
import io.lyceum.faults.stage.Network;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where a fault happens.
 *
 * @param stage the machines
 * @param random the run's seeded choices
 * @param clients the processes with the clients
 * @param bySeniority the nodes, the longest in the cluster first; kept up by whoever starts one
 */
public record Scene(
    Stage stage, RandomGenerator random, List<Daemon> clients, List<Node> bySeniority) {
  Scene(Stage stage, RandomGenerator random, List<Daemon> clients) {
    this(stage, random, clients, new ArrayList<>(stage.nodes()));
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
    node.process().startAgain();
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

  void tellClients(String order) {
    clients.forEach(client -> client.say(order));
  }
}
