package io.lyceum.faults;

import io.lyceum.faults.defects.Defect;
import io.lyceum.faults.stage.Loopback;
import io.lyceum.faults.stage.Namespaces;
import io.lyceum.faults.stage.Network;
import io.lyceum.faults.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs faults in a process of its own, so that the network it breaks can be nobody else's.
 * Arguments: {@code folder seed namespaces|loopback all|smoke|row,row,… [defect]}; a defect is
 * planted into a cluster of one node. Exits with 0 for passed, 1 for failed and 2 for unknown.
 */
public final class FaultMain {
  private static final List<String> SMOKE =
      List.of(
          "kill -9 of a node",
          "one node is cut off",
          "PostgreSQL restarts (immediate)",
          "every message is sent");

  private FaultMain() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Network network = arguments[2].equals("namespaces") ? Namespaces.create() : new Loopback();
    List<Fault> faults = chosen(arguments[3], network, new Random(seed));
    Path overlay = Defect.CLOCK_CAN_BE_SET.plant(folder.resolve("overlay"));
    boolean defect = arguments.length > 4;
    if (defect) {
      Defect.valueOf(arguments[4]).plant(overlay);
    }
    int nodes = defect ? 1 : 3;
    int code;
    try (Stage stage =
        Stage.build(
            network,
            folder.resolve("run"),
            folder.resolveSibling("postgres"),
            nodes,
            List.of(overlay))) {
      Outcome outcome = new FaultRun(stage, seed).play(faults);
      Files.writeString(folder.resolve("report.md"), Report.of(outcome, seed));
      Files.writeString(folder.resolve("findings.txt"), outcome.findings().toString());
      code = outcome.verdict().ordinal();
    }
    System.exit(code);
  }

  private static List<Fault> chosen(String which, Network network, Random random) {
    List<Fault> faults =
        new ArrayList<>(
            Faults.all().stream()
                .filter(fault -> network.canBreak() || !fault.breaksLinks())
                .toList());
    switch (which) {
      case "all" -> Collections.shuffle(faults, random);
      case "smoke" -> faults.removeIf(fault -> SMOKE.stream().noneMatch(fault.title()::startsWith));
      default -> {
        List<String> rows = List.of(which.split(","));
        faults.removeIf(
            fault ->
                rows.stream()
                    .noneMatch(row -> fault.row().equals(row) || fault.title().contains(row)));
      }
    }
    return faults;
  }
}
