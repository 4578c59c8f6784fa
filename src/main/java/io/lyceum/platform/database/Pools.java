package io.lyceum.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The pool for our own SQL; the journal has one of its own, so that neither starves the other. */
public final class Pools {
  private Pools() {}

  /**
   * Opens the pool. A connection is given within {@link PoolSettings#connection} or not at all, and
   * nothing on it may last longer than the limits in {@code settings}.
   *
   * @throws DatabaseProblem when the database cannot be reached
   */
  public static HikariDataSource open(
      DatabaseAddress address, PoolSettings settings, MeterRegistry metrics) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lyceum");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(settings.size());
    config.setMinimumIdle(Math.min(2, settings.size()));
    config.setConnectionTimeout(settings.connection().toMillis());
    config.setInitializationFailTimeout(settings.connection().toMillis());
    config.addDataSourceProperty("options", settings.sessionOptions());
    config.addDataSourceProperty("ApplicationName", "lyceum");
    // A refused row would stand in the log, with what a person wrote in it.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    // A server that vanished without a word must not hold a request for ever.
    config.addDataSourceProperty("socketTimeout", "15");
    config.addDataSourceProperty("connectTimeout", "3");
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics));
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseProblem(
          "The database " + address + " cannot be reached: " + firstLine(cause), e);
    }
  }

  /** Each connection for itself: for what is done now and then, as another role. */
  public static DataSource unpooled(DatabaseAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    source.setLogServerErrorDetail(false);
    return source;
  }

  static String firstLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
