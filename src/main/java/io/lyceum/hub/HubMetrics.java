package io.lyceum.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

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

  public HubMetrics(MeterRegistry registry) {
    deliveries = count(registry, "lyceum.hub.deliveries", "Events handed to sockets");
    holes =
        count(registry, "lyceum.hub.holes", "Holes in a topic's stream, filled from the journal");
    String pages = "Pages sent to sockets that were behind";
    ringPages = count(registry, "lyceum.hub.pages", pages, "from", "ring");
    journalPages = count(registry, "lyceum.hub.pages", pages, "from", "journal");
    resets =
        count(registry, "lyceum.hub.resets", "Viewers who got a snapshot in place of a replay");
  }

  private static Counter count(
      MeterRegistry registry, String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }
}
