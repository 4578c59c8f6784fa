package io.lyceum.faults.defects;

import java.time.Clock;
import java.time.Duration;

/** Takes the place of the system's clock in a node of a fault run. */
public final class SkewedClock {
  private static final String PROPERTY = "faults.skew";

  private SkewedClock() {}

  /** The clock of this process. */
  public static Clock systemUTC() {
    return Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty(PROPERTY, "PT0S")));
  }

  /** Makes a process's clock wrong by this much. */
  public static String option(Duration by) {
    return " -D" + PROPERTY + "=" + by;
  }
}
