package io.lyceum.identity.school;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of who may follow whom. */
public final class Guardians {
  /** A person by id and name. */
  record Named(UserId id, String name) {}

  private Guardians() {}

  static Optional<Role> role(Handle handle, SchoolId school, UserId person) {
    return handle
        .select(
            "select role from person where school = ? and id = ?", school.value(), person.value())
        .mapTo(String.class)
        .findOne()
        .flatMap(Role::parse);
  }

  /** False when it was so before. */
  static boolean add(Handle handle, SchoolId school, UserId child, UserId parent) {
    return handle.execute(
            "insert into guardian (school, parent, child) values (?, ?, ?) on conflict do nothing",
            school.value(),
            parent.value(),
            child.value())
        == 1;
  }

  /** False when it was so before. */
  static boolean remove(Handle handle, SchoolId school, UserId child, UserId parent) {
    return handle.execute(
            "delete from guardian where school = ? and parent = ? and child = ?",
            school.value(),
            parent.value(),
            child.value())
        == 1;
  }

  static List<Named> childrenOf(Handle handle, SchoolId school, UserId parent) {
    return named(
        handle,
        "select p.id, p.name from guardian g join person p on p.school = g.school and p.id ="
            + " g.child where g.school = ? and g.parent = ? order by p.name, p.id",
        school,
        parent);
  }

  static List<Named> parentsOf(Handle handle, SchoolId school, UserId child) {
    return named(
        handle,
        "select p.id, p.name from guardian g join person p on p.school = g.school and p.id ="
            + " g.parent where g.school = ? and g.child = ? order by p.name, p.id",
        school,
        child);
  }

  /** Who may follow this child. */
  public static List<UserId> of(Handle handle, SchoolId school, UserId child) {
    return handle
        .select(
            "select parent from guardian where school = ? and child = ? order by parent",
            school.value(),
            child.value())
        .mapTo(String.class)
        .map(UserId::new)
        .list();
  }

  private static List<Named> named(Handle handle, String sql, SchoolId school, UserId person) {
    return handle
        .select(sql, school.value(), person.value())
        .map((row, _) -> new Named(new UserId(row.getString("id")), row.getString("name")))
        .list();
  }
}
