package io.lyceum.core;

import java.util.Optional;

/** A person's account, unique across schools. */
public record UserId(String value) {
  public UserId {
    Ids.check("user", value);
  }

  /** Reads what a stranger calls a user id; empty when it cannot be one. */
  public static Optional<UserId> parse(String text) {
    return Ids.SAFE.matcher(text).matches() ? Optional.of(new UserId(text)) : Optional.empty();
  }
}
