package io.lyceum.media.relay;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code lyceum.call.stun} and {@code lyceum.call.turn} in {@code call.conf}.
 *
 * @param stunUrls where devices learn how they are seen from outside
 * @param turnUrls relays for those who find no way to each other; none when empty
 * @param secret shared with the relays
 * @param lifetime how long a credential is good
 */
public record TurnSettings(
    List<String> stunUrls, List<String> turnUrls, String secret, Duration lifetime) {
  public static final TurnSettings NONE =
      new TurnSettings(List.of(), List.of(), "", Duration.ofHours(1));

  private static final String SECTION = "lyceum.call.";
  private static final String HOST = "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?";
  private static final Pattern STUN = Pattern.compile("stuns?:" + HOST);
  private static final Pattern TURN =
      Pattern.compile("turns?:" + HOST + "(\\?transport=(udp|tcp))?");

  /** Less can be guessed from one credential that was seen. */
  private static final int SHORTEST_SECRET = 16;

  /** Reads both sections. */
  public static TurnSettings read(SettingReader reader) {
    TurnSettings settings =
        new TurnSettings(
            reader.texts(SECTION + "stun.urls", STUN, "stun:host[:port]"),
            reader.texts(SECTION + "turn.urls", TURN, "turn(s):host[:port][?transport=udp|tcp]"),
            reader.optionalText(SECTION + "turn.secret"),
            reader.duration(SECTION + "turn.lifetime", Duration.ofMinutes(1), Duration.ofHours(1)));
    if (!settings.turnUrls().isEmpty() && settings.secret().length() < SHORTEST_SECRET) {
      throw reader.malformed(
          SECTION + "turn.secret", "must have at least " + SHORTEST_SECRET + " characters");
    }
    return settings;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "relays " + turnUrls;
  }
}
