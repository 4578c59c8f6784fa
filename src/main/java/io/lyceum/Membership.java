package io.lyceum;

import io.lyceum.platform.settings.ClusterSettings;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * Into the cluster: by the seed nodes of the settings, which the cluster extension reads itself, or
 * alone.
 */
final class Membership {
  private Membership() {}

  static void join(ActorSystem<?> system, ClusterSettings settings) {
    if (settings.seedNodes().isEmpty()) {
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
  }
}
