package io.lyceum.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Brings a database's schema up to this release; safe to run by many nodes at once. */
public final class Migrations {
  /** Any number, as long as it is always the same. */
  private static final long GRANTING = 7_301_002;

  private Migrations() {}

  /**
   * The same, in the name of {@code owner}; then {@code role} gets what a node needs and no more:
   * events it may add and read, never change.
   *
   * @throws DatabaseProblem when the owner cannot enter or may not do this
   */
  public static void run(DatabaseAddress owner, String role) {
    DataSource source = Pools.unpooled(owner);
    try {
      run(source);
      Jdbi.create(source).useTransaction(handle -> grant(handle, role));
    } catch (FlywayException | JdbiException e) {
      throw new DatabaseProblem(
          "The database cannot be migrated as "
              + owner
              + ": "
              + Pools.firstLine(e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  private static void grant(Handle handle, String role) {
    String to = " to " + handle.select("select quote_ident(?)", role).mapTo(String.class).one();
    // Nodes that start together would trip over each other's grants.
    handle.execute("select pg_advisory_xact_lock(?)", GRANTING);
    String tables = "all tables in schema public";
    handle.execute("grant usage on schema public" + to);
    handle.execute("grant select, insert, update, delete on " + tables + to);
    handle.execute("grant usage, select on all sequences in schema public" + to);
    String from = to.replace(" to ", " from ");
    handle.execute("revoke update, delete on event_journal, audit_entry" + from);
    handle.execute("revoke delete on audit_head" + from);
    handle.execute("revoke insert, update, delete on event_tag, flyway_schema_history" + from);
  }

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
