package io.lyceum.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Keeps away what {@code promtool check metrics} would find fault with in others' meters. */
final class PromtoolNames implements MeterFilter {
  /** In nanoseconds, which is no unit for a figure; the usage says the same. */
  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().equals("process.cpu.time")
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  /** A gauge whose name ends like a histogram's. */
  @Override
  public Meter.Id map(Meter.Id id) {
    return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
  }
}
