package io.lyceum;

import io.lyceum.platform.cluster.ClusterMeters;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.JournalBreaker;
import io.lyceum.platform.database.JournalPool;
import io.lyceum.platform.metrics.ActorMetrics;
import io.lyceum.platform.projection.ProjectionLag;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** The figures of a node that belong to none of its features. */
final class NodeMetrics {
  private NodeMetrics() {}

  static void start(
      ActorContext<?> context, Database database, Clock clock, MeterRegistry registry) {
    ActorSystem<?> system = context.getSystem();
    context.spawn(ActorMetrics.create(registry), "actor-metrics");
    ClusterMeters.bindTo(registry, system);
    JournalBreaker.get(system).bindTo(registry);
    JournalPool.bindTo(registry, system);
    ProjectionLag.start(system, database, clock, registry);
  }
}
