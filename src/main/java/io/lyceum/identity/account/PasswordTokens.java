package io.lyceum.identity.account;

import io.lyceum.core.UserId;
import io.lyceum.identity.Secret;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tokens a new password can be set with, mailed to whose password it is. */
public final class PasswordTokens {
  private PasswordTokens() {}

  public static Secret begin(Handle handle, UserId person, OffsetDateTime expiresAt) {
    Secret token = Secret.fresh();
    handle.execute(
        "insert into password_token (hash, person, expires_at) values (?, ?, ?)",
        token.hash(),
        person.value(),
        expiresAt);
    return token;
  }

  /** Whose it is. */
  static Optional<UserId> of(Handle handle, Secret token, OffsetDateTime now) {
    return handle
        .select(
            "select person from password_token where hash = ? and expires_at > ?",
            token.hash(),
            now)
        .mapTo(String.class)
        .findOne()
        .map(UserId::new);
  }

  /** False when another use was faster; the person's others are not good any more either. */
  static boolean spend(Handle handle, Secret token, UserId person) {
    boolean good = handle.execute("delete from password_token where hash = ?", token.hash()) > 0;
    if (good) {
      forget(handle, person);
    }
    return good;
  }

  static void forget(Handle handle, UserId person) {
    handle.execute("delete from password_token where person = ?", person.value());
  }
}
