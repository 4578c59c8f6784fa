package io.lyceum.platform.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The journal plugin's own pool on our database; its address is only known once it runs. */
public final class JournalConfig {
  private static final String DB = "pekko-persistence-jdbc.shared-databases.slick.db.";

  private JournalConfig() {}

  /** To be laid over the rest of the configuration. */
  public static Config of(DatabaseAddress database, PoolSettings pools) {
    String options = URLEncoder.encode(pools.sessionOptions(), StandardCharsets.UTF_8);
    String url = database.url();
    return ConfigFactory.parseMap(
        Map.of(
            DB + "url",
                url
                    + (url.contains("?") ? "&" : "?")
                    + "options="
                    + options.replace("+", "%20")
                    // See Pools: a refused row must not stand in the log.
                    + "&logServerErrorDetail=false",
            DB + "user", database.user(),
            DB + "password", database.password(),
            // Slick deadlocks when it may run more work than it has connections.
            DB + "numThreads", pools.journalSize(),
            DB + "maxConnections", pools.journalSize(),
            DB + "minConnections", pools.journalSize(),
            DB + "connectionTimeout", pools.connection().toMillis()));
  }
}
