package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;

/** A school and how it is set up. */
public record School(SchoolId id, String name, Registration registration, Keeping keeping) {
  /** One that keeps all. */
  public School(SchoolId id, String name, Registration registration) {
    this(id, name, registration, Keeping.FOR_EVER);
  }
}
