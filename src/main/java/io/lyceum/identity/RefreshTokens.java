package io.lyceum.identity;

import io.lyceum.core.UserId;
import io.lyceum.platform.settings.IdentitySettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
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
  /** A token, whose it is and of which sign-in. */
  record Held(UserId person, UUID session, String token) {}

  /** A sign-in that is over. */
  record Ended(UserId person, UUID session) {}

  private record Found(UUID family, UserId person, boolean usedBefore) {}

  private final SecureRandom random = new SecureRandom();
  private final IdentitySettings settings;
  private final Clock clock;

  RefreshTokens(IdentitySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** The first token of a new sign-in. */
  Held begin(Handle handle, UserId person) {
    handle.execute(
        "delete from refresh_token where person = ? and expires_at < ?", person.value(), now());
    return add(handle, person, UUID.randomUUID());
  }

  /**
   * Spends a token for its successor; empty when it is not good (any more).
   *
   * @param stolen told whose sign-in was ended because a used token came back
   */
  Optional<Held> rotate(Handle handle, String token, Consumer<UserId> stolen) {
    Optional<Found> spent =
        handle
            .createQuery(
                """
                update refresh_token set used_at = clock_timestamp()
                where hash = :hash and used_at is null and not revoked and expires_at > :now
                returning family, person, false as used_before
                """)
            .bind("hash", hash(token))
            .bind("now", now())
            .map((row, _) -> found(row.getString(1), row.getString(2), row.getBoolean(3)))
            .findOne();
    if (spent.isEmpty()) {
      find(handle, token)
          .filter(Found::usedBefore)
          .filter(f -> revoke(handle, f.family()))
          .ifPresent(f -> stolen.accept(f.person()));
      return Optional.empty();
    }
    return Optional.of(add(handle, spent.get().person(), spent.get().family()));
  }

  /**
   * Ends the sign-in a token belongs to; whose it was, if anyone's.
   *
   * @param ended told whose it was unless it was over already
   */
  Optional<Ended> end(Handle handle, String token, Consumer<UserId> ended) {
    Optional<Found> found = find(handle, token);
    found.filter(f -> revoke(handle, f.family())).ifPresent(f -> ended.accept(f.person()));
    return found.map(f -> new Ended(f.person(), f.family()));
  }

  /**
   * {@code usedBefore} compares with the begin of this transaction: a use that raced this one and
   * won is no theft.
   */
  private static Optional<Found> find(Handle handle, String token) {
    return handle
        .createQuery(
            """
            select family, person, coalesce(used_at < now(), false)
            from refresh_token where hash = :hash
            """)
        .bind("hash", hash(token))
        .map((row, _) -> found(row.getString(1), row.getString(2), row.getBoolean(3)))
        .findOne();
  }

  private static Found found(String family, String person, boolean usedBefore) {
    return new Found(UUID.fromString(family), new UserId(person), usedBefore);
  }

  /** False when that was done before. */
  private static boolean revoke(Handle handle, UUID family) {
    return handle.execute(
            "update refresh_token set revoked = true where family = ? and not revoked", family)
        > 0;
  }

  private Held add(Handle handle, UserId person, UUID family) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    handle.execute(
        "insert into refresh_token (hash, family, person, expires_at) values (?, ?, ?, ?)",
        hash(token),
        family,
        person.value(),
        now().plus(settings.refreshLifetime()));
    return new Held(person, family, token);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** No salt and no stretching needed: 256 random bits cannot be guessed. */
  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
