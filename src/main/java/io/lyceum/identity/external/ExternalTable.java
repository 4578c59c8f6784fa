package io.lyceum.identity.external;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which account of elsewhere is whose, and what was used up on the way in. */
final class ExternalTable {
  private static final String PERSON = "select p.id, p.name, p.role, p.school from person p ";

  private ExternalTable() {}

  static Optional<Person> linked(Handle handle, String issuer, String subject, SchoolId school) {
    return handle
        .select(
            PERSON
                + "join external_identity e on e.person = p.id where e.issuer = ? and e.subject = ?"
                + " and p.school = ?",
            issuer,
            subject,
            school.value())
        .map((row, _) -> person(row))
        .findOne();
  }

  static Optional<Person> byEmail(Handle handle, SchoolId school, String email) {
    return handle
        .select(
            PERSON + "where p.email_key = lower(?) and p.claimed and p.school = ?",
            email,
            school.value())
        .map((row, _) -> person(row))
        .findOne();
  }

  /** False when it is linked already. */
  static boolean link(Handle handle, String issuer, String subject, Person person) {
    return handle.execute(
            "insert into external_identity (issuer, subject, person) values (?, ?, ?) on conflict"
                + " do nothing",
            issuer,
            subject,
            person.id().value())
        > 0;
  }

  /** Without a password; empty when the address has an account, in whatever school. */
  static Optional<Person> create(
      Handle handle, SchoolId school, String email, String name, Role role) {
    Person person = new Person(new UserId(UUID.randomUUID().toString()), name, role, school);
    int added =
        handle.execute(
            "insert into person (id, school, email, name, role, password_hash) values (?, ?, ?, ?,"
                + " ?, '-') on conflict do nothing",
            person.id().value(),
            school.value(),
            email,
            name,
            role.wire());
    return added > 0 ? Optional.of(person) : Optional.empty();
  }

  /** False when it has been used before, on whatever node. */
  static boolean spend(Handle handle, IdToken token, Instant now) {
    handle.execute("delete from spent_id_token where expires_at < ?", now.atOffset(ZoneOffset.UTC));
    return handle.execute(
            "insert into spent_id_token (hash, expires_at) values (?, ?) on conflict do nothing",
            token.hash().decode(),
            token.expiresAt().atOffset(ZoneOffset.UTC))
        > 0;
  }

  /** Notes that whoever holds the secret with this hash may come in as the person. */
  static void expect(
      Handle handle, byte[] hash, Person person, String provider, Instant now, Instant until) {
    handle.execute("delete from external_entry where expires_at < ?", now.atOffset(ZoneOffset.UTC));
    handle.execute(
        "insert into external_entry (hash, person, provider, expires_at) values (?, ?, ?, ?)",
        hash,
        person.id().value(),
        provider,
        until.atOffset(ZoneOffset.UTC));
  }

  /** Who is expected with it, once. */
  static Optional<Person> take(Handle handle, byte[] hash, Instant now) {
    return handle
        .createQuery(
            """
            with taken as (delete from external_entry where hash = :hash returning person, expires_at)
            select p.id, p.name, p.role, p.school from person p
            join taken on taken.person = p.id where taken.expires_at > :now
            """)
        .bind("hash", hash)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .map((row, _) -> person(row))
        .findOne();
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
