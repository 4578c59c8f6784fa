package io.lyceum.platform.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.lyceum.platform.settings.SettingsProblem;

/**
 * What a settings file may not change, because acknowledged events or the machine would be at risk.
 * Looks at the configuration the actor system really gets.
 */
public final class SafetyChecks {
  private static final String RESOLVER = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider";

  private SafetyChecks() {}

  /**
   * Checks an actor system's whole configuration.
   *
   * @throws SettingsProblem naming the first setting that is not safe
   */
  public static void run(Config effective) {
    must(
        effective,
        "pekko.actor.allow-java-serialization",
        "off",
        "whoever reaches the cluster port could run code in this node");
    must(
        effective,
        "pekko.cluster.downing-provider-class",
        RESOLVER,
        "without it two halves of a cluster both go on, or a crashed node's topics stay away");
    must(
        effective,
        "pekko.coordinated-shutdown.exit-jvm",
        "on",
        "a node that lost its cluster would stay as a process that does nothing");
    must(
        effective,
        "pekko.cluster.run-coordinated-shutdown-when-down",
        "on",
        "a node that was downed would stay as a process that does nothing");
    must(
        effective,
        "jdbc-journal.replay-filter.mode",
        "fail",
        "events of a second writer would be dropped in silence");
    must(
        effective,
        "pekko.persistence.journal.plugin",
        "jdbc-journal",
        "what is acknowledged would not be in the database");
  }

  private static void must(Config effective, String path, String wanted, String because) {
    if (!holds(effective, path, wanted)) {
      throw new SettingsProblem(path + " must be " + wanted + ": " + because + ".");
    }
  }

  private static boolean holds(Config effective, String path, String wanted) {
    try {
      return switch (wanted) {
        case "on" -> effective.getBoolean(path);
        case "off" -> !effective.getBoolean(path);
        default -> effective.getString(path).equals(wanted);
      };
    } catch (ConfigException e) {
      return false;
    }
  }
}
