package io.lyceum.identity.secondfactor;

import io.lyceum.core.UserId;
import io.lyceum.platform.seal.Seal;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The authenticators of people. A code is good once, on whatever node and however many use it at
 * the same time: who checks holds the row.
 */
public final class SecondFactors {
  /** What came of a code. */
  public enum Outcome {
    RIGHT,
    WRONG,
    /** Too many were wrong: for a while none is looked at. */
    LOCKED
  }

  /** How far it is, and how many recovery codes are left. */
  public record Status(boolean enabled, int recoveryCodes) {}

  /** How long one lock lasts. */
  public static final Duration LOCK = Duration.ofMinutes(15);

  private static final int MOST_FAILURES = 10;

  /** As many bits as SHA-1 gives; RFC 4226 asks for it. */
  private static final int SEED_BYTES = 20;

  private record Row(
      String sealed, boolean confirmed, long lastStep, @Nullable Instant lockedUntil) {
    boolean isLocked(Instant now) {
      return lockedUntil != null && now.isBefore(lockedUntil);
    }
  }

  private final SecureRandom random = new SecureRandom();
  private final Seal seal;
  private final Clock clock;

  public SecondFactors(Seal seal, Clock clock) {
    this.seal = seal;
    this.clock = clock;
  }

  public Status status(Handle handle, UserId person) {
    boolean on =
        handle
            .select(
                "select confirmed_at is not null from second_factor where person = ?",
                person.value())
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false);
    return new Status(on, on ? RecoveryCodes.left(handle, person) : 0);
  }

  /** A new seed, in base 32; it counts from {@link #confirm} on. Empty when one is on already. */
  public Optional<String> begin(Handle handle, UserId person) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    String text = Base32.encode(seed);
    int rows =
        handle.execute(
            """
            insert into second_factor (person, sealed) values (?, ?)
            on conflict (person) do update set sealed = excluded.sealed, last_step = 0
            where second_factor.confirmed_at is null
            """,
            person.value(),
            seal.close(person.value(), text));
    return rows > 0 ? Optional.of(text) : Optional.empty();
  }

  /** Turns it on by its first code, which is spent by that; the recovery codes, if it is right. */
  public Optional<List<String>> confirm(Handle handle, UserId person, String code) {
    Optional<Row> row = lock(handle, person).filter(r -> !r.confirmed() && !r.isLocked(now()));
    if (row.isEmpty()) {
      return Optional.empty();
    }
    if (!spend(handle, person, row.get(), code)) {
      fail(handle, person);
      return Optional.empty();
    }
    handle.execute(
        "update second_factor set confirmed_at = ? where person = ?", at(now()), person.value());
    return Optional.of(RecoveryCodes.renew(handle, person));
  }

  /** A code of the authenticator or a recovery code; a right one is spent. */
  public Outcome check(Handle handle, UserId person, String code) {
    Optional<Row> row = lock(handle, person).filter(Row::confirmed);
    if (row.isEmpty()) {
      return Outcome.WRONG;
    }
    if (row.get().isLocked(now())) {
      return Outcome.LOCKED;
    }
    if (spend(handle, person, row.get(), code) || RecoveryCodes.spend(handle, person, code)) {
      handle.execute("update second_factor set failures = 0 where person = ?", person.value());
      return Outcome.RIGHT;
    }
    return fail(handle, person) ? Outcome.LOCKED : Outcome.WRONG;
  }

  /** Takes it away. */
  public void remove(Handle handle, UserId person) {
    handle.execute("delete from second_factor where person = ?", person.value());
    handle.execute("delete from recovery_code where person = ?", person.value());
  }

  private boolean spend(Handle handle, UserId person, Row row, String code) {
    byte[] seed = Base32.decode(seal.open(person.value(), row.sealed()));
    OptionalLong step = Totp.match(seed, code, now(), row.lastStep());
    step.ifPresent(
        used ->
            handle.execute(
                "update second_factor set last_step = ?, failures = 0 where person = ?",
                used,
                person.value()));
    return step.isPresent();
  }

  /** Whether it was the one too many. */
  private boolean fail(Handle handle, UserId person) {
    return handle
        .createQuery(
            """
            update second_factor set
              failures = (failures + 1) % :most,
              locked_until = case when failures + 1 = :most then cast(:until as timestamptz) end
            where person = :person returning locked_until is not null
            """)
        .bind("most", MOST_FAILURES)
        .bind("until", at(now().plus(LOCK)))
        .bind("person", person.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<Row> lock(Handle handle, UserId person) {
    return handle
        .select("select * from second_factor where person = ? for update", person.value())
        .map((row, _) -> row(row))
        .findOne();
  }

  private static Row row(ResultSet row) throws SQLException {
    OffsetDateTime locked = row.getObject("locked_until", OffsetDateTime.class);
    return new Row(
        row.getString("sealed"),
        row.getObject("confirmed_at") != null,
        row.getLong("last_step"),
        locked == null ? null : locked.toInstant());
  }

  private Instant now() {
    return clock.instant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
