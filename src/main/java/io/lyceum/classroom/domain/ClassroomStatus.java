package io.lyceum.classroom.domain;

import java.util.Locale;

/** Where a class is in its life: it runs once. */
public enum ClassroomStatus {
  SCHEDULED,
  RUNNING,
  ENDED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
