package io.lyceum.identity.roster;

import io.lyceum.core.Role;
import io.lyceum.identity.EmailAddress;
import java.util.Optional;

/**
 * Somebody who is to have an account.
 *
 * @param birthYear where it matters whether they are a minor
 * @param passwordHash of bcrypt, from the system they come from; without one they choose a password
 */
record NewPerson(
    EmailAddress email,
    String name,
    Role role,
    Optional<Integer> birthYear,
    Optional<String> passwordHash) {
  static final int FIRST_YEAR = 1900;
  static final int LAST_YEAR = 2200;
}
