package io.lyceum.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what this version stores into a folder of its own; never into one that is there. */
final class GoldenRecorder {
  private final Path root;

  GoldenRecorder(Path root) {
    this.root = root;
  }

  /**
   * Records a version.
   *
   * @param version numbers with dots between, {@code 0.2}
   * @throws java.nio.file.FileAlreadyExistsException when it has been recorded
   */
  GoldenFolder record(String version) throws IOException {
    if (!version.matches("\\d+(\\.\\d+)*")) {
      throw new IllegalArgumentException("not a version: " + version);
    }
    GoldenFolder folder = new GoldenFolder(Files.createDirectory(root.resolve(version)));
    for (var scripts : GoldenScripts.all().entrySet()) {
      write(folder, scripts.getKey(), scripts.getValue());
    }
    String sums =
        folder.actualSums().entrySet().stream()
            .map(file -> file.getValue() + "  " + file.getKey() + "\n")
            .collect(Collectors.joining());
    Files.writeString(folder.path().resolve(GoldenFolder.SUMS), sums);
    return folder;
  }

  private static void write(GoldenFolder folder, String kind, List<Script<?, ?, ?>> scripts)
      throws IOException {
    Path path = folder.path();
    Files.writeString(
        path.resolve(kind + ".jsonl"),
        lines(scripts.stream().flatMap(script -> script.entries().stream()).toList()));
    Files.writeString(
        path.resolve(kind + ".snapshot.jsonl"),
        lines(scripts.stream().flatMap(script -> script.snapshots().stream()).toList()));
    Files.writeString(path.resolve(kind + ".state.json"), states(scripts));
  }

  private static String lines(List<GoldenLine> lines) {
    return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
  }

  private static String states(List<Script<?, ?, ?>> scripts) throws IOException {
    ObjectNode states = JsonNodeFactory.instance.objectNode();
    for (Script<?, ?, ?> script : scripts) {
      GoldenLine end = script.end();
      JsonNode state = Json.MAPPER.readTree(end.stored().json());
      states
          .putObject(end.topic().key())
          .put("seq", end.seq())
          .put("manifest", end.stored().manifest())
          .set("state", state);
    }
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(states) + "\n";
  }
}
