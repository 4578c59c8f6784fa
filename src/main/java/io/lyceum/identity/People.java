package io.lyceum.identity;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of accounts. */
final class People {
  /** Who tries to sign in, with the hash to compare. */
  record Account(Person person, String passwordHash) {}

  /** More than a page can show; a search comes with the account system. */
  private static final int MAX_LISTED = 2_000;

  private People() {}

  static Optional<Account> byEmail(Handle handle, String email) {
    return handle
        .select(
            "select id, name, role, school, password_hash from person where email_key ="
                + " lower(?)",
            email)
        .map((row, _) -> new Account(person(row), row.getString("password_hash")))
        .findOne();
  }

  static Optional<Person> byId(Handle handle, UserId id) {
    return handle
        .select("select id, name, role, school from person where id = ?", id.value())
        .map((row, _) -> person(row))
        .findOne();
  }

  static List<Person> of(Handle handle, SchoolId school) {
    return handle
        .select(
            "select id, name, role, school from person where school = ? order by name, id limit ?",
            school.value(),
            MAX_LISTED)
        .map((row, _) -> person(row))
        .list();
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(
        new UserId(row.getString("id")),
        row.getString("name"),
        Role.parse(row.getString("role"))
            .orElseThrow(() -> new SQLException("a person without a known role")),
        new SchoolId(row.getString("school")));
  }
}
