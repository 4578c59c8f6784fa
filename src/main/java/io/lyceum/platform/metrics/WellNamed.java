package io.lyceum.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import java.util.Set;

/** Gives or takes names that Prometheus does not like: {@code promtool check metrics} is silent. */
final class WellNamed implements MeterFilter {
  /** "count" is the end of a histogram's name only. */
  private static final Map<String, String> NAMES = Map.of("system.cpu.count", "system.cpus");

  /** In nanoseconds, and {@code process.cpu.usage} says the same. */
  private static final Set<String> LEFT_OUT = Set.of("process.cpu.time");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return LEFT_OUT.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    String name = NAMES.get(id.getName());
    return name == null ? id : id.withName(name);
  }
}
