package io.lyceum.media.janus;

import io.lyceum.media.Source;
import io.lyceum.platform.settings.SettingReader;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code lyceum.media.janus} in {@code media.conf}.
 *
 * @param urls of the instances' WebSocket API; none: classes have no picture and voice
 * @param apiSecret what Janus asks of who talks to it; the names and keys of rooms are made from it
 * @param bitrate of one sender's video, at most, in bits a second
 * @param screenBitrate the same of a screen
 */
public record JanusSettings(List<URI> urls, String apiSecret, int bitrate, int screenBitrate) {
  public static final JanusSettings OFF = new JanusSettings(List.of(), "", 600_000, 1_500_000);

  private static final String SECTION = "lyceum.media.janus.";
  private static final Pattern URL = Pattern.compile("wss?://[^\\s/?#]+(/[^\\s?#]*)?");
  private static final int SHORTEST_SECRET = 16;

  /**
   * Reads {@code lyceum.media.janus}.
   *
   * @throws io.lyceum.platform.settings.SettingsProblem when there are instances but no secret
   */
  public static JanusSettings read(SettingReader reader) {
    List<URI> urls =
        reader.texts(SECTION + "urls", URL, "ws(s)://host[:port][/path]").stream()
            .map(URI::create)
            .toList();
    String secret = reader.optionalText(SECTION + "api-secret");
    if (!urls.isEmpty() && secret.length() < SHORTEST_SECRET) {
      throw reader.malformed(
          SECTION + "api-secret", "must have at least " + SHORTEST_SECRET + " characters");
    }
    return new JanusSettings(
        urls,
        secret,
        reader.number(SECTION + "bitrate", 64_000, 10_000_000),
        reader.number(SECTION + "screen-bitrate", 64_000, 10_000_000));
  }

  int bitrate(Source source) {
    return source == Source.SCREEN ? screenBitrate : bitrate;
  }

  public boolean isOn() {
    return !urls.isEmpty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Janus at " + urls;
  }
}
