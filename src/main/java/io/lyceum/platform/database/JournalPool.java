package io.lyceum.platform.database;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.jdbc.db.SlickExtension;
import org.apache.pekko.persistence.jdbc.db.SlickExtensionImpl;
import slick.jdbc.hikaricp.HikariCPJdbcDataSource;

/** The journal plugin's own pool, which only the plugin can open. */
public final class JournalPool {
  private JournalPool() {}

  /** Shows its use beside that of our own pool. */
  public static void bindTo(MeterRegistry registry, ActorSystem<?> system) {
    SlickExtensionImpl slick = (SlickExtensionImpl) SlickExtension.get(Adapter.toClassic(system));
    Object source =
        slick.database(system.settings().config().getConfig("jdbc-journal")).database().source();
    if (source instanceof HikariCPJdbcDataSource hikari) {
      hikari.ds().setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }
  }
}
