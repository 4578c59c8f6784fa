package io.lyceum.identity.session;

import io.lyceum.core.UserId;
import io.lyceum.identity.Secret;
import io.lyceum.platform.settings.IdentitySettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sign-ins of people, each a family of refresh tokens. */
public final class Sessions {
  /** A sign-in that goes on: its id stands in access tokens, its token brings the next. */
  public record Held(UUID session, UserId person, Secret refreshToken) {}

  /** One whose end is to be told. */
  public record Ended(UUID session, UserId person) {}

  /** As its owner sees it; agent and address are of its last use. */
  public record Row(
      UUID id,
      Instant createdAt,
      Instant usedAt,
      @Nullable String agent,
      @Nullable String address) {}

  private static final String ALIVE =
      " and exists (select from refresh_token t where t.family = s.id and not t.revoked and t.used_at"
          + " is null and t.expires_at > ?)";

  private final RefreshTokens tokens;
  private final Clock clock;

  public Sessions(IdentitySettings settings, Clock clock) {
    this.tokens = new RefreshTokens(settings, clock);
    this.clock = clock;
  }

  /** A new sign-in. */
  public Held begin(Handle handle, UserId person, Device device) {
    tokens.clean(handle, person);
    handle.execute(
        "delete from session s where person = ? and not exists (select from refresh_token t where"
            + " t.family = s.id)",
        person.value());
    return go(handle, new RefreshTokens.Owner(UUID.randomUUID(), person), device);
  }

  /**
   * Spends a refresh token for its successor; empty when it is not good (any more).
   *
   * @param stolen told which sign-in was ended because a used token came back
   */
  public Optional<Held> goOn(Handle handle, Secret token, Device device, Consumer<Ended> stolen) {
    return tokens
        .spend(handle, token, owner -> stolen.accept(ended(owner)))
        .map(owner -> go(handle, owner, device));
  }

  /** Ends the sign-in a token belongs to; empty when there is none or it was over already. */
  public Optional<Ended> end(Handle handle, Secret token) {
    return tokens
        .owner(handle, token)
        .filter(owner -> tokens.revoke(handle, owner.family()))
        .map(Sessions::ended);
  }

  /** False when the person has no such sign-in. */
  public boolean end(Handle handle, UserId person, UUID session) {
    boolean own =
        handle
            .select("select 1 from session where id = ? and person = ?", session, person.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    return own && tokens.revoke(handle, session);
  }

  /** Ends all of a person's but {@code kept}; which ones. */
  public List<Ended> endAll(Handle handle, UserId person, Optional<UUID> kept) {
    return handle
        .createQuery(
            """
            with ended as (
              update refresh_token set revoked = true
              where person = :person and not revoked and family is distinct from cast(:kept as uuid)
              returning family)
            select distinct family from ended
            """)
        .bind("person", person.value())
        .bind("kept", kept.orElse(null))
        .map((row, _) -> new Ended(UUID.fromString(row.getString("family")), person))
        .list();
  }

  /** Those that go on, the last used first. */
  public List<Row> of(Handle handle, UserId person) {
    return handle
        .select(
            "select * from session s where person = ?" + ALIVE + " order by used_at desc, id",
            person.value(),
            now())
        .map((row, _) -> row(row))
        .list();
  }

  /** The row may be missing: a node of the release before makes none. */
  private Held go(Handle handle, RefreshTokens.Owner owner, Device device) {
    handle
        .createUpdate(
            """
            insert into session (id, person, created_at, used_at, agent, address)
            values (:id, :person, :now, :now, :agent, :address)
            on conflict (id) do update set used_at = :now, agent = :agent, address = :address
            """)
        .bind("id", owner.family())
        .bind("person", owner.person().value())
        .bind("now", now())
        .bind("agent", device.agent())
        .bind("address", device.address())
        .execute();
    return new Held(owner.family(), owner.person(), tokens.add(handle, owner));
  }

  private static Ended ended(RefreshTokens.Owner owner) {
    return new Ended(owner.family(), owner.person());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        UUID.fromString(row.getString("id")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("used_at", OffsetDateTime.class).toInstant(),
        row.getString("agent"),
        row.getString("address"));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
