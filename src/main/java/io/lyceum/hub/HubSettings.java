package io.lyceum.hub;

import com.typesafe.config.Config;
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
  public static HubSettings of(Config lyceum) {
    Config c = lyceum.getConfig("hub");
    return new HubSettings(
        c.getInt("ring-entries"),
        c.getInt("ring-chars"),
        c.getInt("page-entries"),
        c.getDuration("linger"));
  }
}
