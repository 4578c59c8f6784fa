package io.lyceum.identity.session;

import io.lyceum.core.UserId;
import io.lyceum.identity.Secret;
import io.lyceum.platform.settings.IdentitySettings;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Long-lived tokens: 256 random bits, stored hashed, good for one use. A used one that comes back
 * has been stolen, or its successor has: the whole family is revoked. Of two uses at the same time
 * exactly one wins.
 */
final class RefreshTokens {
  /** Whose token it was and of which sign-in. */
  record Owner(UUID family, UserId person) {}

  private record Found(Owner owner, boolean usedBefore) {}

  private final IdentitySettings settings;
  private final Clock clock;

  RefreshTokens(IdentitySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The next token of a sign-in. */
  Secret add(Handle handle, Owner owner) {
    Secret token = Secret.fresh();
    handle.execute(
        "insert into refresh_token (hash, family, person, expires_at) values (?, ?, ?, ?)",
        token.hash(),
        owner.family(),
        owner.person().value(),
        now().plus(settings.refreshLifetime()));
    return token;
  }

  /** Forgets what nobody can use any more. */
  void clean(Handle handle, UserId person) {
    handle.execute(
        "delete from refresh_token where person = ? and expires_at < ?", person.value(), now());
  }

  /**
   * Spends a token; empty when it is not good (any more).
   *
   * @param stolen told whose sign-in was ended because a used token came back
   */
  Optional<Owner> spend(Handle handle, Secret token, Consumer<Owner> stolen) {
    Optional<Owner> spent =
        handle
            .createQuery(
                """
                update refresh_token set used_at = clock_timestamp()
                where hash = :hash and used_at is null and not revoked and expires_at > :now
                returning family, person
                """)
            .bind("hash", token.hash())
            .bind("now", now())
            .map((row, _) -> owner(row.getString("family"), row.getString("person")))
            .findOne();
    if (spent.isEmpty()) {
      find(handle, token)
          .filter(Found::usedBefore)
          .map(Found::owner)
          .filter(owner -> revoke(handle, owner.family()))
          .ifPresent(stolen);
    }
    return spent;
  }

  /** Whose a token is or was. */
  Optional<Owner> owner(Handle handle, Secret token) {
    return find(handle, token).map(Found::owner);
  }

  /** False when that was done before. */
  boolean revoke(Handle handle, UUID family) {
    return handle.execute(
            "update refresh_token set revoked = true where family = ? and not revoked", family)
        > 0;
  }

  /**
   * {@code usedBefore} compares with the begin of this transaction: a use that raced this one and
   * won is no theft.
   */
  private static Optional<Found> find(Handle handle, Secret token) {
    return handle
        .createQuery(
            """
            select family, person, coalesce(used_at < now(), false) as used_before
            from refresh_token where hash = :hash
            """)
        .bind("hash", token.hash())
        .map(
            (row, _) ->
                new Found(
                    owner(row.getString("family"), row.getString("person")),
                    row.getBoolean("used_before")))
        .findOne();
  }

  private static Owner owner(String family, String person) {
    return new Owner(UUID.fromString(family), new UserId(person));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
