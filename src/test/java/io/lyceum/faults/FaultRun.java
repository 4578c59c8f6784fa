package io.lyceum.faults;

import io.lyceum.faults.check.Checker;
import io.lyceum.faults.check.Histories;
import io.lyceum.faults.check.Journal;
import io.lyceum.faults.check.Line;
import io.lyceum.faults.client.Cast;
import io.lyceum.faults.stage.Node;
import io.lyceum.faults.stage.Stage;
import io.lyceum.platform.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run: rooms full of clients that talk all the time, one fault after the other, then peace, the
 * last reads, and the check of every log against the journal.
 */
final class FaultRun {
  private static final Logger log = LoggerFactory.getLogger(FaultRun.class);
  private static final int ROOMS = 20;
  private static final int MEMBERS_PER_PROCESS = 3;

  /** Messages a second of each of the two client processes. */
  private static final int RATE = 150;

  private static final Duration BEFORE = Duration.ofSeconds(4);
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(40);
  private static final Duration COMEBACK = Duration.ofMinutes(2);

  private final Stage stage;
  private final Scene scene;
  private final List<Episode> episodes = new ArrayList<>();

  FaultRun(Stage stage, long seed) {
    this.stage = stage;
    this.scene = new Scene(stage, new Random(seed));
  }

  /** Lets the faults happen in this order. */
  Outcome play(List<Fault> faults) {
    List<Cast.Player> everyone = scene.school().rooms("p", ROOMS, 2 * MEMBERS_PER_PROCESS);
    for (int half = 0; half < 2; half++) {
      int mine = half;
      List<Cast.Player> players = new ArrayList<>();
      for (int i = 0; i < everyone.size(); i++) {
        if (i % 2 == mine) {
          players.add(everyone.get(i));
        }
      }
      scene.invite("c" + (half + 1), players);
    }
    scene.tellClients("rate " + RATE);
    for (Fault fault : faults) {
      episodes.add(play(fault));
    }
    finish();
    return outcome();
  }

  private Episode play(Fault fault) {
    scene.hold(BEFORE);
    log.info("{} {}", fault.row(), fault.title());
    double from = now();
    String evidence = "";
    String broken = "";
    try {
      evidence = fault.script().run(scene);
    } catch (RuntimeException | AssertionError e) {
      log.error("{} did not hold", fault.title(), e);
      broken = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      stage.network().heal();
    }
    double to = now();
    Awaitility.await("all nodes to serve after: " + fault.title())
        .atMost(COMEBACK)
        .pollInterval(Duration.ofMillis(100))
        .until(this::allServe);
    double readyAt = now();
    scene.hold(AFTER);
    log.info("felt: {}; all ready {} ms after", evidence, Math.round(readyAt - to));
    return new Episode(fault, from, to, readyAt, evidence, broken);
  }

  /** Watches over the processes too: a node that has ended is started again. */
  private boolean allServe() {
    for (Node node : List.copyOf(stage.nodes())) {
      if (!node.process().isAlive()) {
        scene.startAgain(node);
      }
    }
    return stage.isWhole();
  }

  private void finish() {
    scene.tellClients("quiet");
    try {
      Awaitility.await("every message to be answered")
          .atMost(LAST_WORDS)
          .until(() -> scene.clients().stream().allMatch(c -> c.output().contains("quiet")));
    } catch (ConditionTimeoutException e) {
      log.warn("some messages were never answered");
    }
    Journal journal = Journal.read(stage.postgres().jdbi(), School.ID);
    Map<String, Long> heads =
        journal.rooms().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, room -> room.getValue().lastKey()));
    scene.tellClients("finish " + Json.write(heads));
    scene.clients().forEach(client -> client.awaitExit(Duration.ofSeconds(90)));
  }

  private Outcome outcome() {
    List<Path> logs = stage.histories();
    Checker checker = new Checker(Journal.read(stage.postgres().jdbi(), School.ID));
    Stalls stalls = new Stalls();
    Histories.read(
        logs,
        line -> {
          checker.accept(line);
          if (line.what() != Line.What.RECV) {
            stalls.accept(line);
          }
        });
    Histories.read(
        logs,
        line -> {
          if (line.what() == Line.What.RECV) {
            stalls.accept(line);
          }
        });
    return new Outcome(episodes, checker.acknowledgedCount(), checker.findings(), stalls);
  }

  private static double now() {
    return System.nanoTime() / 1e6;
  }
}
