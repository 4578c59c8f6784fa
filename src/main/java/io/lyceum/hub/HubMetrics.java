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
    deliveries = registry.counter("lyceum.hub.deliveries");
    holes = registry.counter("lyceum.hub.holes");
    ringPages = registry.counter("lyceum.hub.pages", "from", "ring");
    journalPages = registry.counter("lyceum.hub.pages", "from", "journal");
    resets = registry.counter("lyceum.hub.resets");
  }
}
