package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import java.util.List;

/** Clients that hang or repeat themselves. */
final class ClientFaults {
  private static final int HANGING = 30;

  private ClientFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("4.17", HANGING + " clients stop reading for 20 s", ClientFaults::stall),
        Fault.of(
            "4.20", "every message is sent three times, shuffled, for 20 s", ClientFaults::storm));
  }

  private static String stall(Scene scene) {
    scene.tellClients("stall " + HANGING);
    scene.hold(seconds(20));
    scene.tellClients("stall 0");
    return HANGING + " in each process";
  }

  private static String storm(Scene scene) {
    scene.tellClients("storm on");
    scene.hold(seconds(20));
    scene.tellClients("storm off");
    return "three frames a message";
  }
}
