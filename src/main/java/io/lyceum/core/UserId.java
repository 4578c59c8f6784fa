package io.lyceum.core;

/** A person's account, unique across schools. */
public record UserId(String value) {
  public UserId {
    Ids.check("user", value);
  }
}
