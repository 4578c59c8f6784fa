package io.lyceum;

import io.lyceum.platform.cluster.ClockOffset;
import io.lyceum.platform.cluster.Formation;
import io.lyceum.platform.cluster.NodeRows;
import io.lyceum.platform.cluster.SecondCluster;
import io.lyceum.platform.cluster.SmallCluster;
import io.lyceum.platform.cluster.Tripwire;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.typed.Cluster;

/** How a node finds the others of its database, and notices when they should not be one cluster. */
final class Membership {
  private Membership() {}

  static void begin(
      ActorContext<?> context,
      Settings settings,
      Database database,
      Clock clock,
      MeterRegistry meters) {
    String self = Cluster.get(context.getSystem()).selfMember().address().toString();
    NodeRows rows = new NodeRows(database, self);
    context.spawn(Formation.create(rows), "formation");
    context.spawn(SecondCluster.create(rows, meters), "second-cluster");
    ClockOffset.watch(context.getSystem(), database, clock, meters);
    if (settings.database().external().isPresent()) {
      SmallCluster.watch(context.getSystem());
    }
    context.spawn(Tripwire.create(), "tripwire");
  }
}
