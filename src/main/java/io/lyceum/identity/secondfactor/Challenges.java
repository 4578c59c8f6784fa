package io.lyceum.identity.secondfactor;

import io.lyceum.core.UserId;
import io.lyceum.identity.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Half a sign-in: who holds a challenge has shown the password. Good for five minutes and once. */
public final class Challenges {
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Clock clock;

  public Challenges(Clock clock) {
    this.clock = clock;
  }

  public Secret begin(Handle handle, UserId person) {
    handle.execute("delete from login_challenge where expires_at < ?", now());
    Secret challenge = Secret.fresh();
    handle.execute(
        "insert into login_challenge (hash, person, expires_at) values (?, ?, ?)",
        challenge.hash(),
        person.value(),
        now().plus(LIFETIME));
    return challenge;
  }

  /** Whose it is; held until the transaction ends, so that two who use it take turns. */
  public Optional<UserId> hold(Handle handle, Secret challenge) {
    return handle
        .select(
            "select person from login_challenge where hash = ? and expires_at > ? for update",
            challenge.hash(),
            now())
        .mapTo(String.class)
        .findOne()
        .map(UserId::new);
  }

  public void spend(Handle handle, Secret challenge) {
    handle.execute("delete from login_challenge where hash = ?", challenge.hash());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
