package io.lyceum.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Which release this is. */
public final class BuildInfo {
  private BuildInfo() {}

  /** As the jar says; {@code dev} when the classes come from elsewhere. */
  public static String version() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  static void bindTo(MeterRegistry registry) {
    Gauge.builder("lyceum.build.info", () -> 1)
        .description("Always 1; the labels say which release runs, on which Java")
        .tags("version", version(), "java", Runtime.version().toString())
        .register(registry);
  }
}
