package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.faults.defects.SkewedClock;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Nodes whose clocks are wrong. */
final class ClockFaults {
  private ClockFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("4.16", "a node's clock is 5 s slow", scene -> skew(scene, seconds(-5))),
        Fault.of(
            "4.16", "a node's clock is an hour fast", scene -> skew(scene, Duration.ofHours(1))));
  }

  private static String skew(Scene scene, Duration by) {
    Node victim = scene.anyNode();
    restart(scene, victim, Map.of("JDK_JAVA_OPTIONS", Stage.NODE_JAVA + SkewedClock.option(by)));
    scene.hold(seconds(15));
    restart(scene, victim, Map.of());
    return victim.name() + " was off by " + by.toSeconds() + " s";
  }

  private static void restart(Scene scene, Node node, Map<String, String> other) {
    node.process().terminate();
    node.process().awaitExit(seconds(40));
    scene.startAgain(node, other);
    scene.awaitReady(node);
  }
}
