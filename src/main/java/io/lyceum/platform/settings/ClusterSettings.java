package io.lyceum.platform.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where this node is found by others and whom it joins.
 *
 * @param port 0 for any free one
 * @param seedNodes {@code host:port}; empty for a cluster of one that joins itself
 */
public record ClusterSettings(String host, int port, List<String> seedNodes) {
  /** The actor system's name; the same on all nodes of a cluster. */
  public static final String SYSTEM = "lyceum";

  private static final Pattern SEED = Pattern.compile("[A-Za-z0-9.\\-]+:[0-9]{1,5}");

  static ClusterSettings read(SettingReader reader) {
    return new ClusterSettings(
        reader.text("lyceum.cluster.host"),
        reader.number("lyceum.cluster.port", 0, 65535),
        reader.texts("lyceum.cluster.seed-nodes", SEED, "host:port"));
  }

  /** The seed nodes as actor system addresses. */
  public List<String> seedAddresses() {
    return seedNodes.stream().map(node -> "pekko://" + SYSTEM + "@" + node).toList();
  }
}
