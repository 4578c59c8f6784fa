package io.lyceum.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a new PostgreSQL must be given before anybody can work with it; may be repeated. */
final class FreshServer {
  private final DatabaseAddress database;
  private final String name;

  /**
   * @param database as the superuser
   * @param name the database's, which stands at the end of the address
   */
  FreshServer(DatabaseAddress database, String name) {
    this.database = database;
    this.name = name;
  }

  void createDatabase() {
    String url = database.url();
    String server = url.substring(0, url.length() - name.length()) + "postgres";
    try (Connection connection = enter(server);
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "pg_database where datname", name)) {
        statement.execute("create database " + name);
      }
    } catch (SQLException e) {
      throw new DatabaseProblem("The embedded PostgreSQL cannot be entered: " + e.getMessage(), e);
    }
  }

  /** Makes a role that may sign in; gives the password, which is kept in the file. */
  String createRole(String role, Path passwordFile) {
    try (Connection connection = enter(database.url());
        Statement statement = connection.createStatement()) {
      String password = DataDirectory.password(passwordFile);
      if (isMissing(statement, "pg_roles where rolname", role)) {
        statement.execute("create role " + role + " login password '" + password + "'");
      }
      return password;
    } catch (IOException | SQLException e) {
      throw new DatabaseProblem("The role " + role + " cannot be made: " + e.getMessage(), e);
    }
  }

  private Connection enter(String url) throws SQLException {
    return DriverManager.getConnection(url, database.user(), database.password());
  }

  private static boolean isMissing(Statement statement, String where, String name)
      throws SQLException {
    try (ResultSet found = statement.executeQuery("select 1 from " + where + " = '" + name + "'")) {
      return !found.next();
    }
  }
}
