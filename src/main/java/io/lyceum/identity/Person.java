package io.lyceum.identity;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;

/** An account, as others may see it. */
public record Person(UserId id, String name, Role role, SchoolId school) {
  /** What a token says of them. */
  public Caller caller() {
    return new Caller(id, name, role, school);
  }
}
