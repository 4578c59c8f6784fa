package io.lyceum.platform.tracing;

import com.typesafe.config.Config;
import io.lyceum.platform.settings.SettingReader;
import java.util.regex.Pattern;

/**
 * {@code lyceum.tracing} in {@code telemetry.conf}.
 *
 * @param endpoint a collector's address for OTLP over HTTP; empty: no traces
 * @param sampleRatio the part of all commands and requests that is recorded
 */
record TracingSettings(String endpoint, double sampleRatio) {
  private static final String ENDPOINT = "lyceum.tracing.endpoint";
  private static final String RATIO = "lyceum.tracing.sample-ratio";
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s?#]+");

  /** Reads what {@link #check} has let through. */
  static TracingSettings of(Config config) {
    return new TracingSettings(config.getString(ENDPOINT), config.getDouble(RATIO));
  }

  static void check(SettingReader reader) {
    if (!reader.optionalText(ENDPOINT).isBlank()) {
      reader.text(ENDPOINT, ADDRESS, "an address such as http://collector:4318");
    }
    reader.ratio(RATIO);
  }
}
