package io.lyceum.platform.cluster;

import io.lyceum.platform.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this node's clock is from the database's, which is the same for all nodes. A deadline is
 * judged by the node its topic lives on, and topics move.
 */
public final class ClockOffset {
  private static final Logger log = LoggerFactory.getLogger(ClockOffset.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration WORTH_A_WARNING = Duration.ofMillis(250);

  private final Database database;
  private final Clock clock;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private volatile boolean warned;

  private ClockOffset(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Measures until the system ends. */
  public static void watch(
      ActorSystem<?> system, Database database, Clock clock, MeterRegistry meters) {
    ClockOffset offset = new ClockOffset(database, clock);
    Gauge.builder("lyceum.clock.offset", () -> offset.offset.get().toMillis() / 1e3)
        .description("How far this node's clock is ahead of the database's")
        .baseUnit("seconds")
        .register(meters);
    database.repeat(system, Duration.ZERO, EVERY, offset::measure);
  }

  private void measure() {
    try {
      Instant before = clock.instant();
      Instant there =
          database
              .jdbi()
              .withHandle(h -> h.select("select clock_timestamp()").mapTo(Instant.class).one());
      Duration way = Duration.between(before, clock.instant());
      // An answer that took long says little about when it was given.
      if (way.compareTo(WORTH_A_WARNING) < 0) {
        learn(Duration.between(there, before.plus(way.dividedBy(2))));
      }
    } catch (RuntimeException e) {
      log.debug("the clock could not be compared: {}", e.getMessage());
    }
  }

  private void learn(Duration measured) {
    offset.set(measured);
    boolean far = measured.abs().compareTo(WORTH_A_WARNING) > 0;
    if (far && !warned) {
      log.warn(
          "This node's clock is {} ms ahead of the database's: deadlines are judged by it. Is NTP"
              + " running?",
          measured.toMillis());
    }
    warned = far;
  }
}
