package io.lyceum.hub;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;

/**
 * {@code lyceum.hub} in {@code topic.conf}.
 *
 * @param ringEntries entries a feed keeps for those who return
 * @param ringChars their text, at most
 * @param pageEntries entries sent at once to one who is behind
 * @param linger how long a feed without subscribers stays
 */
public record HubSettings(int ringEntries, int ringChars, int pageEntries, Duration linger) {
  private static final String SECTION = "lyceum.hub.";

  /** Reads {@code lyceum.hub}. */
  public static HubSettings read(SettingReader reader) {
    return new HubSettings(
        reader.number(SECTION + "ring-entries", 1, 1_000_000),
        reader.number(SECTION + "ring-chars", 1_000, 1_000_000_000),
        reader.number(SECTION + "page-entries", 1, 10_000),
        reader.duration(SECTION + "linger", Duration.ZERO, Duration.ofHours(1)));
  }
}
