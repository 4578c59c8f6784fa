package io.lyceum.identity.school;

import io.lyceum.core.SchoolId;

/**
 * A school and how it is set up.
 *
 * @param consentBelow who is younger needs a guardian's consent; 0: nobody does
 * @param recording whether its classes may be recorded
 */
public record School(
    SchoolId id,
    String name,
    Registration registration,
    Keeping keeping,
    int consentBelow,
    RecordingRule recording) {
  /** One that keeps all. */
  public School(SchoolId id, String name, Registration registration) {
    this(id, name, registration, Keeping.FOR_EVER, 0, RecordingRule.OFF);
  }
}
