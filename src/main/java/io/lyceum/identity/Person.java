package io.lyceum.identity;

import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;

/** An account, as others may see it. */
public record Person(UserId id, String name, Role role, SchoolId school) {}
