package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of schools. */
final class Schools {
  private Schools() {}

  static Optional<School> find(Handle handle, SchoolId id) {
    return handle
        .select("select id, name, registration from school where id = ?", id.value())
        .map((row, _) -> school(row))
        .findOne();
  }

  /** Changes what is given and leaves the rest; empty when there is no such school. */
  static Optional<School> change(
      Handle handle, SchoolId id, @Nullable String name, @Nullable Registration registration) {
    return handle
        .createQuery(
            """
            update school set name = coalesce(:name, name), registration = coalesce(:registration, registration)
            where id = :id returning id, name, registration
            """)
        .bind("id", id.value())
        .bind("name", name)
        .bind("registration", registration == null ? null : registration.wire())
        .map((row, _) -> school(row))
        .findOne();
  }

  /** False when the id is taken. */
  static boolean add(Handle handle, School school) {
    return handle.execute(
            "insert into school (id, name, registration) values (?, ?, ?) on conflict do nothing",
            school.id().value(),
            school.name(),
            school.registration().wire())
        == 1;
  }

  private static School school(ResultSet row) throws SQLException {
    return new School(
        new SchoolId(row.getString("id")),
        row.getString("name"),
        Registration.parse(row.getString("registration"))
            .orElseThrow(() -> new SQLException("a school with an unknown registration")));
  }
}
