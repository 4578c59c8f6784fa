package io.lyceum.call;

import io.lyceum.media.relay.TurnSettings;
import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;

/**
 * {@code lyceum.call} in {@code call.conf}.
 *
 * @param ring how long a call rings; stored in each when it is placed
 * @param turn the relays
 */
public record CallSettings(Duration ring, TurnSettings turn) {
  public static final CallSettings DEFAULTS =
      new CallSettings(Duration.ofSeconds(45), TurnSettings.NONE);

  /** Reads {@code lyceum.call}. */
  public static CallSettings read(SettingReader reader) {
    return new CallSettings(
        reader.duration("lyceum.call.ring", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        TurnSettings.read(reader));
  }
}
