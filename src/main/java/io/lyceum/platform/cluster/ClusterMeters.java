package io.lyceum.platform.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** What operators see of the cluster, as this node sees it. */
public final class ClusterMeters {
  private ClusterMeters() {}

  public static void bindTo(MeterRegistry registry, ActorSystem<?> system) {
    Cluster cluster = Cluster.get(system);
    gauge(registry, cluster, "up", ClusterMeters::up);
    gauge(registry, cluster, "unreachable", state -> state.getUnreachable().size());
  }

  private static void gauge(
      MeterRegistry registry,
      Cluster cluster,
      String status,
      ToDoubleFunction<CurrentClusterState> count) {
    Gauge.builder("lyceum.cluster.members", cluster, c -> count.applyAsDouble(c.state()))
        .description(
            "Members of the cluster as this node sees it: up, and of any status unreachable")
        .tag("status", status)
        .register(registry);
  }

  private static double up(CurrentClusterState state) {
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .count();
  }
}
