package io.lyceum.platform.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What must hold before commands are sent here. Each part registers its condition while the node is
 * put together and keeps it true or false from then on; any thread.
 */
public final class Readiness {
  /** One part's say. */
  @FunctionalInterface
  public interface Condition {
    void holds(boolean holds);
  }

  private final MeterRegistry registry;
  private final Map<String, Boolean> conditions = new ConcurrentSkipListMap<>();

  /**
   * @param registry shows each condition as a gauge
   */
  public Readiness(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers a condition that does not hold yet. */
  public Condition condition(String name) {
    conditions.put(name, false);
    Gauge.builder("lyceum.ready", conditions, all -> all.getOrDefault(name, false) ? 1 : 0)
        .description("Whether a condition for being ready holds: 1 or 0")
        .tag("condition", name)
        .register(registry);
    return holds -> conditions.put(name, holds);
  }

  /** The conditions that do not hold, by name. */
  public List<String> missing() {
    return conditions.entrySet().stream()
        .filter(condition -> !condition.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  public boolean isReady() {
    return missing().isEmpty();
  }
}
