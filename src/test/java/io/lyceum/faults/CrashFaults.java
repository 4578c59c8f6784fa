package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.faults.stage.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Nodes that die, stop for a while or are replaced. */
final class CrashFaults {
  private static final Duration EXIT = Duration.ofSeconds(40);
  private static final Duration START = Duration.ofSeconds(60);

  private CrashFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("4.1", "kill -9 of a node", scene -> kill(scene, scene.anyNode())),
        Fault.of("4.1", "kill -9 of the oldest node", scene -> kill(scene, scene.oldest())),
        Fault.of(
            "4.1",
            "kill -9 of the node with the lowest address",
            scene -> kill(scene, scene.stage().node(1))),
        Fault.of("4.2", "kill -9 of all nodes, started together", CrashFaults::killAll),
        Fault.of("4.3", "rolling restart", CrashFaults::roll),
        pause(5),
        pause(12),
        pause(40),
        Fault.of(
            "4.27", "answers in the last moment, and the quiz's node killed then", QuizRace::run),
        Fault.of("4.22", "a node joins and leaves, again and again", CrashFaults::churn),
        Fault.of("4.23", "half of a node's time is taken away for 20 s", CrashFaults::starve));
  }

  private static String kill(Scene scene, Node victim) {
    Logs logs = Logs.from(scene.othersThan(victim));
    victim.process().kill();
    scene.hold(seconds(15));
    String removed =
        logs.newLines(line -> line.contains("is gone") && line.contains(victim.host().address()));
    scene.startAgain(victim);
    return removed.isEmpty() ? "" : victim.name() + " was removed";
  }

  private static String killAll(Scene scene) {
    scene.stage().nodes().forEach(node -> node.process().kill());
    scene.stage().nodes().forEach(scene::startAgain);
    return "3 killed";
  }

  private static String roll(Scene scene) {
    List<String> times = new ArrayList<>();
    // The oldest last: it has the cluster's singletons, which would move each time otherwise.
    for (Node node : List.copyOf(scene.bySeniority().reversed())) {
      long began = System.nanoTime();
      node.process().terminate();
      node.process().awaitExit(EXIT);
      times.add(node.name() + " left in " + (System.nanoTime() - began) / 1_000_000 + " ms");
      scene.startAgain(node);
      Awaitility.await(node.name() + " to be back")
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .until(node::isReady);
    }
    return String.join(", ", times);
  }

  private static Fault pause(int time) {
    return Fault.of(
        "4.4",
        "a node stands still for " + time + " s",
        scene -> {
          Node victim = scene.anyNode();
          Logs others = Logs.from(scene.othersThan(victim));
          victim.process().pause();
          scene.hold(seconds(time));
          victim.process().goOn();
          scene.hold(seconds(12));
          boolean removed = !others.newLines(line -> line.contains("is gone")).isEmpty();
          boolean ended = !victim.process().isAlive();
          return victim.name()
              + (removed ? " was removed" : " stayed a member")
              + (ended ? " and ended itself" : "");
        });
  }

  private static String churn(Scene scene) {
    List<String> times = new ArrayList<>();
    Node guest = null;
    for (int round = 0; round < 2; round++) {
      if (guest == null) {
        guest = scene.stage().startNode("n4");
      } else {
        guest.process().startAgain();
      }
      Awaitility.await("the guest to serve").atMost(START).until(guest::isReady);
      scene.hold(seconds(5));
      guest.process().terminate();
      times.add("exit " + guest.process().awaitExit(EXIT));
    }
    return "joined and left: " + times;
  }

  /** As a busy neighbour on the same machine does: 50 ms on, 50 ms off. */
  private static String starve(Scene scene) {
    Node victim = scene.anyNode();
    Logs others = Logs.from(scene.othersThan(victim));
    int pauses = 0;
    long end = System.nanoTime() + seconds(20).toNanos();
    while (System.nanoTime() < end) {
      victim.process().pause();
      scene.hold(Duration.ofMillis(50));
      victim.process().goOn();
      scene.hold(Duration.ofMillis(50));
      pauses++;
    }
    String removed = others.newLines(line -> line.contains("is gone"));
    return pauses
        + " pauses, "
        + (removed.isEmpty() ? "nobody was removed" : "REMOVED: " + removed);
  }
}
