package io.lyceum.platform.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts what was refused, by limit. */
public final class LimitMeters {
  private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

  public LimitMeters(MeterRegistry registry) {
    for (Limit limit : Limit.values()) {
      refused.put(
          limit,
          Counter.builder("lyceum.limits.refused")
              .description("What was refused because it was too much, by limit")
              .tag("limit", limit.label())
              .register(registry));
    }
  }

  public void refused(Limit limit) {
    Objects.requireNonNull(refused.get(limit)).increment();
  }
}
