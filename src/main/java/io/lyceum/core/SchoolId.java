package io.lyceum.core;

import java.util.Optional;

/** A school, the tenant: part of every topic id, token and row. */
public record SchoolId(String value) {
  public SchoolId {
    Ids.check("school", value);
  }

  /** Reads what a stranger calls a school's id; empty when it cannot be one. */
  public static Optional<SchoolId> parse(String text) {
    return Ids.SAFE.matcher(text).matches() ? Optional.of(new SchoolId(text)) : Optional.empty();
  }
}
