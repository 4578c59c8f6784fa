package io.lyceum.faults;

import io.lyceum.faults.stage.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What nodes have printed since a moment. */
record Logs(Map<Node, Integer> from) {
  static Logs from(List<Node> nodes) {
    Map<Node, Integer> lengths = new LinkedHashMap<>();
    nodes.forEach(node -> lengths.put(node, node.process().output().length()));
    return new Logs(lengths);
  }

  /** The lines that fit, one below the other. */
  String newLines(Predicate<String> wanted) {
    return from.entrySet().stream()
        .flatMap(e -> e.getKey().process().output().substring(e.getValue()).lines())
        .filter(wanted)
        .collect(Collectors.joining("\n"));
  }
}
