package io.lyceum.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database's schema up to this release; safe to run by many nodes at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing of {@code db/migration}.
   *
   * @return how many scripts were applied
   */
  public static int run(DataSource database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        // A schema newer than this release is let be (Flyway's default): in a rolling update old
        // nodes start beside new ones, so a migration may only add.
        .failOnMissingLocations(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
