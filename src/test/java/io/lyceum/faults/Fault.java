package io.lyceum.faults;

import java.time.Duration;

/**
 * Something that goes wrong while a class is on.
 *
 * @param row of the fault matrix it stands in
 * @param title what happens, for the report
 * @param breaksLinks whether it needs hosts whose links can be cut
 * @param script does it and undoes it
 */
public record Fault(String row, String title, boolean breaksLinks, Script script) {
  /** How a fault runs its course. */
  @FunctionalInterface
  public interface Script {
    /**
     * Injects the fault, holds it and heals it.
     *
     * @return what shows that it was felt; empty when nothing does, and then nothing is proven
     */
    String run(Scene scene);
  }

  static Fault of(String row, String title, Script script) {
    return new Fault(row, title, false, script);
  }

  static Fault ofLinks(String row, String title, Script script) {
    return new Fault(row, title, true, script);
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
