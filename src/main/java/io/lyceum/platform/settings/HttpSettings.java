package io.lyceum.platform.settings;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the server listens and whom it lets open sockets.
 *
 * @param port 0 for any free one
 * @param allowedOrigins empty for the server's own page only
 * @param trustedProxies whose word on who the client is counts
 * @param leaveNotice how long a node that is not ready any more goes on as before
 */
public record HttpSettings(
    String host,
    int port,
    List<String> allowedOrigins,
    List<Network> trustedProxies,
    Duration shutdownGrace,
    Duration leaveNotice) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");

  private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

  static HttpSettings read(SettingReader reader) {
    return new HttpSettings(
        reader.text("lyceum.http.host"),
        reader.number("lyceum.http.port", 0, 65535),
        reader.texts(
            "lyceum.http.allowed-origins",
            ORIGIN,
            "origins in lower case such as https://school.example or http://localhost:3000"),
        networks(reader, "lyceum.http.trusted-proxies"),
        reader.duration("lyceum.http.shutdown-grace", Duration.ZERO, Duration.ofMinutes(1)),
        reader.duration("lyceum.http.leave-notice", Duration.ZERO, Duration.ofSeconds(30)));
  }

  private static List<Network> networks(SettingReader reader, String path) {
    String expected = "addresses or networks such as 10.0.0.0/8 or fd00::/8";
    return reader.texts(path, NETWORK, expected).stream()
        .map(
            text ->
                Network.parse(text)
                    .orElseThrow(() -> reader.malformed(path, "must hold only " + expected)))
        .toList();
  }
}
