package io.lyceum.platform.database;

import io.lyceum.core.SchoolId;
import org.jdbi.v3.core.Handle;

/**
 * Whose rows a transaction sees and may write. The tables' policies hold everybody to it: a
 * transaction that has said nothing sees no school's rows.
 */
public final class SchoolScope {
  private SchoolScope() {}

  /** This school's and no other's, until the transaction ends. */
  public static void only(Handle transaction, SchoolId school) {
    set(transaction, "lyceum.school", school.value());
  }

  /**
   * Every school's, until the transaction ends: for the server's own work, where no caller chooses
   * what is read.
   */
  public static void all(Handle transaction) {
    set(transaction, "lyceum.scope", "server");
  }

  private static void set(Handle transaction, String setting, String value) {
    transaction.select("select set_config(?, ?, true)", setting, value).mapTo(String.class).one();
  }
}
