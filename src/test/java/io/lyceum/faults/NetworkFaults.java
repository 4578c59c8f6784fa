package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.faults.stage.Host;
import io.lyceum.faults.stage.Node;
import java.time.Duration;
import java.util.List;

/** Links that are cut, lose packets or are slow. */
final class NetworkFaults {
  private NetworkFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.ofLinks(
            "4.5", "one node is cut off from the others for 30 s", NetworkFaults::minority),
        Fault.ofLinks(
            "4.5", "every node is cut off from every other for 30 s", NetworkFaults::shatter),
        Fault.ofLinks("4.6", "one node no longer hears another for 30 s", NetworkFaults::oneWay),
        Fault.ofLinks("4.7", "a link that comes and goes every 2 s", NetworkFaults::flap),
        Fault.ofLinks("4.8", "a node loses the database for 20 s", NetworkFaults::loseDatabase),
        Fault.ofLinks("4.9", "one in twenty packets to some clients is lost", NetworkFaults::lossy),
        Fault.ofLinks("4.9", "some clients share 256 kbit/s", NetworkFaults::slow),
        Fault.ofLinks(
            "4.18", "some clients vanish without a word for 70 s", NetworkFaults::halfOpen));
  }

  private static String minority(Scene scene) {
    Node alone = scene.anyNode();
    scene.othersThan(alone).forEach(other -> scene.cutBothWays(alone.host(), other.host()));
    scene.hold(seconds(30));
    return heal(
        scene, alone.name() + (alone.process().isAlive() ? " still runs" : " ended itself"));
  }

  private static String shatter(Scene scene) {
    List<Node> nodes = scene.stage().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = i + 1; j < nodes.size(); j++) {
        scene.cutBothWays(nodes.get(i).host(), nodes.get(j).host());
      }
    }
    scene.hold(seconds(30));
    long ended = nodes.stream().filter(node -> !node.process().isAlive()).count();
    return heal(scene, ended + " of " + nodes.size() + " ended themselves");
  }

  private static String oneWay(Scene scene) {
    Node deaf = scene.anyNode();
    Node unheard = scene.othersThan(deaf).getFirst();
    scene.network().cut(unheard.host(), deaf.host());
    scene.hold(seconds(30));
    return heal(scene, deaf.name() + " could not hear " + unheard.name());
  }

  private static String flap(Scene scene) {
    Node one = scene.anyNode();
    Node other = scene.othersThan(one).getFirst();
    long dropped = 0;
    for (int i = 0; i < 8; i++) {
      scene.cutBothWays(one.host(), other.host());
      scene.hold(seconds(2));
      dropped += scene.network().dropped();
      scene.network().heal();
      scene.hold(seconds(2));
    }
    return dropped == 0
        ? ""
        : dropped + " packets dropped between " + one.name() + " and " + other.name();
  }

  private static String loseDatabase(Scene scene) {
    Node victim = scene.anyNode();
    scene.cutBothWays(victim.host(), scene.stage().postgres().host());
    scene.hold(seconds(20));
    return heal(scene, victim.name() + " without a database");
  }

  private static String lossy(Scene scene) {
    scene.network().lose(clients(scene), 0.05);
    scene.hold(seconds(20));
    return heal(scene, "lossy");
  }

  private static String slow(Scene scene) {
    scene.network().slow(clients(scene), "256kbit");
    scene.hold(seconds(20));
    scene.network().heal();
    return "20 s at 256 kbit/s";
  }

  private static String halfOpen(Scene scene) {
    Host gone = clients(scene);
    scene.stage().nodes().forEach(node -> scene.cutBothWays(gone, node.host()));
    scene.hold(Duration.ofSeconds(70));
    return heal(scene, "half of the clients away");
  }

  private static Host clients(Scene scene) {
    return scene.network().host("c1");
  }

  private static String heal(Scene scene, String what) {
    long dropped = scene.network().dropped();
    scene.network().heal();
    return dropped == 0 ? "" : what + ", " + dropped + " packets dropped";
  }
}
