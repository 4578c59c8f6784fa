package io.lyceum.identity.roster;

import io.lyceum.core.Role;
import io.lyceum.identity.EmailAddress;
import java.util.Optional;

/**
 * Somebody who is to have an account.
 *
 * @param passwordHash of bcrypt, from the system they come from; without one they choose a password
 */
record NewPerson(EmailAddress email, String name, Role role, Optional<String> passwordHash) {}
