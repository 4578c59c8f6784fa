package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;

/** A school and how it is set up. */
public record School(SchoolId id, String name, Registration registration) {}
