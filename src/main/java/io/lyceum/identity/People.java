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
public final class People {
  /**
   * All that is known of an account.
   *
   * @param email as it was written
   * @param passwordHash {@link #LOCKED} while there is none
   * @param banned whether it may not be used
   */
  public record Account(Person person, String email, String passwordHash, boolean banned) {}

  /** Stands where a hash would, and matches no password. */
  public static final String LOCKED = "-";

  /** More than a page can show; a search comes with the account system. */
  private static final int MAX_LISTED = 2_000;

  private static final String COLUMNS =
      "select id, name, role, school, email, password_hash, banned_at from person ";

  private People() {}

  /** Whose the address is, however it is spelt. */
  public static Optional<Account> byEmail(Handle handle, String email) {
    return handle
        .select(COLUMNS + "where email_key = lower(?) and claimed", email)
        .map((row, _) -> account(row))
        .findOne();
  }

  public static Optional<Account> byId(Handle handle, UserId id) {
    return handle
        .select(COLUMNS + "where id = ?", id.value())
        .map((row, _) -> account(row))
        .findOne();
  }

  /** By name. */
  public static List<Account> of(Handle handle, SchoolId school) {
    return handle
        .select(COLUMNS + "where school = ? order by name, id limit ?", school.value(), MAX_LISTED)
        .map((row, _) -> account(row))
        .list();
  }

  /** Whether the school lists somebody by this address, theirs or not. */
  public static boolean isListed(Handle handle, SchoolId school, String email) {
    return handle
        .select(
            "select exists (select from person where school = ? and email_key = lower(?))",
            school.value(),
            email)
        .mapTo(Boolean.class)
        .one();
  }

  /** False, and nothing is changed, when the address has an account. */
  public static boolean add(Handle handle, Person person, String email, String passwordHash) {
    return insert(handle, person, email, passwordHash, true);
  }

  /** Somebody whose address has its account in another school: listed, and nothing more. */
  public static void addUnclaimed(Handle handle, Person person, String email) {
    insert(handle, person, email, LOCKED, false);
  }

  private static boolean insert(
      Handle handle, Person person, String email, String passwordHash, boolean claimed) {
    return handle.execute(
            """
            insert into person (id, school, email, name, role, password_hash, claimed)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            person.id().value(),
            person.school().value(),
            email,
            person.name(),
            person.role().wire(),
            passwordHash,
            claimed)
        > 0;
  }

  /** Replaces a hash unless another one has come in its place. */
  public static void rehash(Handle handle, UserId id, String before, String after) {
    handle.execute(
        "update person set password_hash = ? where id = ? and password_hash = ?",
        after,
        id.value(),
        before);
  }

  public static void password(Handle handle, UserId id, String hash) {
    handle.execute("update person set password_hash = ? where id = ?", hash, id.value());
  }

  public static void change(Handle handle, UserId id, String name, Role role, boolean banned) {
    handle.execute(
        "update person set name = ?, role = ?, banned_at = case when ? then coalesce(banned_at,"
            + " now()) end where id = ?",
        name,
        role.wire(),
        banned,
        id.value());
  }

  /** With all that belongs to the account alone. */
  public static void remove(Handle handle, UserId id) {
    handle.execute("delete from person where id = ?", id.value());
  }

  private static Account account(ResultSet row) throws SQLException {
    Person person =
        new Person(
            new UserId(row.getString("id")),
            row.getString("name"),
            Role.parse(row.getString("role"))
                .orElseThrow(() -> new SQLException("a person without a known role")),
            new SchoolId(row.getString("school")));
    return new Account(
        person,
        row.getString("email"),
        row.getString("password_hash"),
        row.getObject("banned_at") != null);
  }
}
