package io.lyceum.platform.database;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What must hold before a node may acknowledge anything. */
public final class DatabaseChecks {
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
            });
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
