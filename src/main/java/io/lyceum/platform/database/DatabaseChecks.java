package io.lyceum.platform.database;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What must hold before a node may acknowledge anything. */
public final class DatabaseChecks {
  private static final String OWNS =
      "select pg_has_role(current_user, relowner, 'MEMBER') from pg_class where oid ="
          + " 'event_journal'::regclass";
  private static final String UNSEEN =
      "select rolbypassrls from pg_roles where rolname = current_user";
  private static final String REWRITES =
      "select has_table_privilege('event_journal', 'update, delete, truncate')";

  /** No transaction that can be seen has an id that is still to be given. */
  private static final String FOREIGN =
      "select exists (select 1 from event_journal where tx >="
          + " pg_snapshot_xmax(pg_current_snapshot())) or exists (select 1 from projection_offset"
          + " where tx >= pg_snapshot_xmax(pg_current_snapshot()))";

  private DatabaseChecks() {}

  /**
   * Checks a migrated database.
   *
   * @throws DatabaseProblem naming the first condition that does not hold
   */
  public static void run(DataSource database) {
    Jdbi.create(database)
        .useHandle(
            handle -> {
              check(
                  !handle.select("select pg_is_in_recovery()").mapTo(Boolean.class).one(),
                  "The database is a standby: a node needs the primary.");
              for (String durability : List.of("fsync", "full_page_writes")) {
                check(
                    show(handle, durability).equals("on"),
                    "The database runs with "
                        + durability
                        + "=off: what it acknowledges can be lost.");
              }
              check(
                  !show(handle, "synchronous_commit").equals("off"),
                  "The database runs with synchronous_commit=off: what it acknowledges can be"
                      + " lost.");
              for (String limit :
                  List.of(
                      "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
                check(
                    !show(handle, limit).equals("0"),
                    "The database's sessions have no " + limit + "; is a pooler dropping options?");
              }
              check(
                  primaryKey(handle).equals(List.of("persistence_id", "sequence_number")),
                  "The table event_journal lacks its primary key: two writers could overwrite each"
                      + " other.");
              check(
                  !handle.select(FOREIGN).mapTo(Boolean.class).one(),
                  "The database was filled from a dump: its events carry transaction ids of another"
                      + " server and projections would pass them by. Run"
                      + " docker/backup/after-dump.sql on it.");
            });
  }

  /**
   * Checks the role a node works as.
   *
   * @param migratedByAnother whether the schema belongs to a role of its own, so that this one may
   *     be held to what it needs
   * @throws DatabaseProblem when the role may do what no fault of the node should be able to do
   */
  public static void role(DataSource database, boolean migratedByAnother) {
    Jdbi.create(database)
        .useHandle(
            handle -> {
              String role = handle.select("select current_user").mapTo(String.class).one();
              check(
                  !ask(handle, "select rolsuper from pg_roles where rolname = current_user"),
                  "The database role "
                      + role
                      + " is a superuser: give LYCEUM_DATABASE_USER a role of its own.");
              check(
                  !ask(handle, UNSEEN),
                  "The database role "
                      + role
                      + " bypasses row level security: give LYCEUM_DATABASE_USER a role that does"
                      + " not.");
              check(
                  !migratedByAnother || !ask(handle, OWNS),
                  "The database role "
                      + role
                      + " owns the journal: LYCEUM_DATABASE_USER must not be, or be a member of,"
                      + " LYCEUM_DATABASE_MIGRATION_USER.");
              check(
                  !migratedByAnother || !ask(handle, REWRITES),
                  "The database role "
                      + role
                      + " may change or delete events: revoke update, delete and truncate on"
                      + " event_journal from it.");
            });
  }

  private static boolean ask(Handle handle, String question) {
    return handle.select(question).mapTo(Boolean.class).one();
  }

  private static String show(Handle handle, String setting) {
    return handle
        .select("select setting from pg_settings where name = ?", setting)
        .mapTo(String.class)
        .one();
  }

  private static List<String> primaryKey(Handle handle) {
    return handle
        .select(
            "select a.attname from pg_index i, unnest(i.indkey) with ordinality k(column_number,"
                + " place), pg_attribute a where i.indrelid = 'event_journal'::regclass and"
                + " i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.column_number order"
                + " by k.place")
        .mapTo(String.class)
        .list();
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new DatabaseProblem(problem);
    }
  }
}
