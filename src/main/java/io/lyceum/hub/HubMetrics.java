package io.lyceum.hub;

import io.lyceum.platform.metrics.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * What operators see of the fan-out: deliveries, holes found, catch-ups from ring and journal,
 * resets.
 */
public final class HubMetrics {
  final Counter deliveries;
  final Counter holes;
  final Counter ringPages;
  final Counter journalPages;
  final Counter resets;
  private final Timer fanOut;

  public HubMetrics(MeterRegistry registry) {
    deliveries = count(registry, "lyceum.hub.deliveries", "Events handed to sockets");
    holes =
        count(registry, "lyceum.hub.holes", "Holes in a topic's stream, filled from the journal");
    String pages = "Pages sent to sockets that were behind";
    ringPages = count(registry, "lyceum.hub.pages", pages, "from", "ring");
    journalPages = count(registry, "lyceum.hub.pages", pages, "from", "journal");
    resets =
        count(registry, "lyceum.hub.resets", "Viewers who got a snapshot in place of a replay");
    fanOut =
        Timer.builder("lyceum.hub.fanout")
            .description(
                "From durable at the topic to handed to the last socket of this node; the topic's"
                    + " node stamps the time, so clocks that differ show here; below 0 counts as 0")
            .serviceLevelObjectives(Buckets.latency())
            .register(registry);
  }

  /**
   * Entries were handed to the last socket of this node.
   *
   * @param durableMicros when they became durable by the clock of the topic's node, in microseconds
   *     of the epoch; 0 when that is not known
   */
  void fannedOut(long durableMicros, Instant now) {
    if (durableMicros > 0) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now) - durableMicros;
      fanOut.record(Math.max(0, micros), TimeUnit.MICROSECONDS);
    }
  }

  private static Counter count(
      MeterRegistry registry, String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
