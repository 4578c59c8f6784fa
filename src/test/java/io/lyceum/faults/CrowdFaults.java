package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.faults.check.Histories;
import io.lyceum.faults.check.Line;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.stage.Daemon;
import io.lyceum.faults.stage.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/** Very many sockets, and very many messages in one place. */
final class CrowdFaults {
  /**
   * Sockets of the herd; each of its people has {@link #TABS} of them, in rooms of {@link #ROOM}.
   */
  private static final int HERD = Integer.getInteger("faults.herd", 3_000);

  private static final int TABS = 10;
  private static final int ROOM = 50;

  private CrowdFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "4.19",
            "a node with a third of " + HERD + " quiet sockets is killed",
            CrowdFaults::herd),
        Fault.of(
            "4.21", "a room of 100 gets 200 messages a second for 15 s", CrowdFaults::hotRoom));
  }

  private static String hotRoom(Scene scene) {
    Daemon crowd =
        scene.invite(
            "hot" + scene.clients().size(),
            scene.school().crowd("hot" + scene.clients().size() + "-", 50, 2));
    scene.hold(seconds(3));
    crowd.say("rate 200");
    scene.hold(seconds(15));
    crowd.say("rate 0");
    return "20,000 deliveries a second from one room";
  }

  private static String herd(Scene scene) {
    String name = "herd" + scene.clients().size();
    List<Cast.Player> players = new ArrayList<>();
    for (int room = 0; room * ROOM * TABS < HERD; room++) {
      players.addAll(scene.school().crowd(name + "-" + room + "-", ROOM, TABS));
    }
    Daemon herd = scene.invite(name, players);
    Path history = scene.stage().history(name);
    Awaitility.await("the herd to be in")
        .atMost(seconds(120))
        .until(() -> Files.exists(history) && resumed(history, 0).size() >= players.size());
    Node victim = scene.anyNode();
    double killedAt = System.nanoTime() / 1e6;
    victim.process().kill();
    scene.hold(seconds(40));
    scene.startAgain(victim);
    double[] back =
        resumed(history, killedAt).values().stream()
            .mapToDouble(at -> at - killedAt)
            .sorted()
            .toArray();
    herd.say("rate 0");
    return String.format(
        Locale.ROOT,
        "%,d sockets were back and caught up after p50 %.1f s, p95 %.1f s, the last %.1f s",
        back.length,
        Stalls.percentile(back, 50) / 1e3,
        Stalls.percentile(back, 95) / 1e3,
        Arrays.stream(back).max().orElse(0) / 1e3);
  }

  /** When each client first was subscribed again after a moment. */
  private static Map<String, Double> resumed(Path history, double after) {
    Map<String, Double> at = new HashMap<>();
    Histories.read(
        List.of(history),
        line -> {
          boolean subscribed = line.what() == Line.What.RESUME || line.what() == Line.What.RESET;
          if (subscribed && line.t() > after) {
            at.putIfAbsent(line.client(), line.t());
          }
        });
    return at;
  }
}
