package io.lyceum.classroom.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * When one person was in the running class: intervals in order, none overlapping, none empty, at
 * most the last one open. Kept after a removal.
 */
public record Attendance(String name, PVector<Interval> intervals) {
  /** From a person's arrival, or the class's start, to their leaving, or the class's end. */
  public record Interval(Instant from, Optional<Instant> to) {}

  static Attendance of(String name) {
    return new Attendance(name, TreePVector.empty());
  }

  public boolean isOpen() {
    return !intervals.isEmpty() && intervals.getLast().to().isEmpty();
  }

  /** How long in all; an open interval counts until {@code now}. */
  public Duration total(Instant now) {
    Duration sum = Duration.ZERO;
    for (Interval interval : intervals) {
      Duration length = Duration.between(interval.from(), interval.to().orElse(now));
      sum = length.isNegative() ? sum : sum.plus(length);
    }
    return sum;
  }

  /** Opening twice opens once. A clock that went back cannot make intervals overlap. */
  Attendance open(Instant from) {
    if (isOpen()) {
      return this;
    }
    Instant last = intervals.isEmpty() ? Instant.MIN : intervals.getLast().to().orElse(Instant.MIN);
    Instant start = from.isBefore(last) ? last : from;
    return new Attendance(name, intervals.plus(new Interval(start, Optional.empty())));
  }

  Attendance close(Instant to) {
    return isOpen() ? endLast(to) : this;
  }

  /**
   * The person was last seen at {@code to}: also an interval that the class's end closed in the
   * grace time after that ends there.
   */
  Attendance lastSeen(Instant to) {
    return !isOpen() && (intervals.isEmpty() || !intervals.getLast().to().orElse(to).isAfter(to))
        ? this
        : endLast(to);
  }

  private Attendance endLast(Instant to) {
    int last = intervals.size() - 1;
    Instant from = intervals.get(last).from();
    return new Attendance(
        name,
        from.isBefore(to)
            ? intervals.with(last, new Interval(from, Optional.of(to)))
            : intervals.minus(last));
  }
}
