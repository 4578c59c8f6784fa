package io.lyceum.platform.settings;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the server listens and whom it lets open sockets.
 *
 * @param port 0 for any free one
 * @param allowedOrigins empty for the server's own page only
 */
public record HttpSettings(
    String host, int port, List<String> allowedOrigins, Duration shutdownGrace) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");

  static HttpSettings read(SettingReader reader) {
    return new HttpSettings(
        reader.text("lyceum.http.host"),
        reader.number("lyceum.http.port", 0, 65535),
        reader.texts(
            "lyceum.http.allowed-origins",
            ORIGIN,
            "origins in lower case such as https://school.example or http://localhost:3000"),
        reader.duration("lyceum.http.shutdown-grace", Duration.ZERO, Duration.ofMinutes(1)));
  }

  /** The origins to compare with, exactly; {@code boundPort} is the port really listened on. */
  public Set<String> origins(int boundPort) {
    if (!allowedOrigins.isEmpty()) {
      return Set.copyOf(allowedOrigins);
    }
    Set<String> own = new LinkedHashSet<>();
    for (String name : List.of("localhost", "127.0.0.1", host)) {
      own.add("http://" + name + ":" + boundPort);
    }
    return own;
  }
}
