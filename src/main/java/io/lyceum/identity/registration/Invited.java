package io.lyceum.identity.registration;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of invitations. */
public final class Invited {
  /** One that nobody has followed yet. */
  public record Invitation(
      UUID id, String email, Role role, UserId invitedBy, Instant createdAt, Instant expiresAt) {}

  private static final int MAX_LISTED = 2_000;

  private Invited() {}

  public static void add(Handle handle, SchoolId school, Invitation invitation, Secret token) {
    handle.execute(
        """
        insert into invitation (id, hash, school, email, role, invited_by, created_at, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        invitation.id(),
        token.hash(),
        school.value(),
        invitation.email(),
        invitation.role().wire(),
        invitation.invitedBy().value(),
        invitation.createdAt().atOffset(ZoneOffset.UTC),
        invitation.expiresAt().atOffset(ZoneOffset.UTC));
  }

  /** Those that are still good, the newest first. */
  public static List<Invitation> of(Handle handle, SchoolId school, OffsetDateTime now) {
    return handle
        .select(
            "select * from invitation where school = ? and expires_at > ? order by created_at desc,"
                + " id limit ?",
            school.value(),
            now,
            MAX_LISTED)
        .map((row, _) -> invitation(row))
        .list();
  }

  /** It is not good any more; empty when it never was, in this school. */
  public static Optional<Invitation> remove(Handle handle, SchoolId school, UUID id) {
    return handle
        .select(
            "delete from invitation where school = ? and id = ? returning *", school.value(), id)
        .map((row, _) -> invitation(row))
        .findOne();
  }

  /** The role it gives, if it is good and for this address; it is used up then. */
  static Optional<Role> spend(
      Handle handle, Secret token, SchoolId school, EmailAddress email, OffsetDateTime now) {
    return handle
        .select(
            "delete from invitation where hash = ? and school = ? and lower(email) = lower(?) and"
                + " expires_at > ? returning *",
            token.hash(),
            school.value(),
            email.value(),
            now)
        .map((row, _) -> invitation(row).role())
        .findOne();
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        UUID.fromString(row.getString("id")),
        row.getString("email"),
        Role.parse(row.getString("role"))
            .orElseThrow(() -> new SQLException("an invitation without a known role")),
        new UserId(row.getString("invited_by")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }
}
