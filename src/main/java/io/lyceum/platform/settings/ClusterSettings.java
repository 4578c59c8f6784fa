package io.lyceum.platform.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where this node is found by others, what it does in the cluster and how it knows the others.
 *
 * @param port 0 for any free one
 * @param tls empty for plain TCP
 */
public record ClusterSettings(
    String host, int port, Set<NodeRole> roles, Optional<ClusterTls> tls) {
  /** The actor system's name; the same on all nodes of a cluster. */
  public static final String SYSTEM = "lyceum";

  /** What a node's membership says for others to know that it reads what is sealed. */
  public static final String READS_SEALS = "reads-seals";

  private static final String HOST = "lyceum.cluster.host";
  private static final String ROLES = "lyceum.cluster.roles";
  private static final String BIND = "pekko.remote.artery.bind.hostname";
  private static final Pattern ROLE = Pattern.compile("edge|core|work");

  static ClusterSettings read(SettingReader reader) {
    ClusterSettings settings =
        new ClusterSettings(
            reader.text(HOST),
            reader.number("lyceum.cluster.port", 0, 65535),
            roles(reader),
            ClusterTls.read(reader));
    boolean trusted = reader.flag("lyceum.cluster.plain-text");
    if (settings.tls.isEmpty() && !trusted && !settings.isPrivate(reader.config())) {
      throw reader.malformed(
          ClusterTls.CA,
          "must be set, with certificate and key, unless other machines cannot reach this node: who"
              + " reaches its cluster port may do anything. LYCEUM_CLUSTER_PLAIN_TEXT=on says that"
              + " the network is private");
    }
    return settings;
  }

  private boolean isPrivate(Config config) {
    String bind = config.hasPath(BIND) ? config.getString(BIND) : "";
    return Hosts.isLoopback(host) && (bind.isEmpty() || Hosts.isLoopback(bind));
  }

  private static Set<NodeRole> roles(SettingReader reader) {
    List<String> texts = reader.texts(ROLES, ROLE, "edge, core and work");
    if (texts.isEmpty()) {
      throw reader.malformed(ROLES, "must name at least one of edge, core and work");
    }
    EnumSet<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
    Arrays.stream(NodeRole.values())
        .filter(role -> texts.contains(role.text()))
        .forEach(roles::add);
    return Set.copyOf(roles);
  }

  /** The same for the actor system. */
  Config actorSystem() {
    Map<String, Object> values = new HashMap<>();
    values.put(
        "pekko.cluster.roles",
        Stream.concat(roles.stream().map(NodeRole::text), Stream.of(READS_SEALS))
            .sorted()
            .toList());
    tls.ifPresent(files -> values.putAll(files.artery()));
    return ConfigFactory.parseMap(values);
  }
}
