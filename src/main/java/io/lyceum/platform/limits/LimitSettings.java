package io.lyceum.platform.limits;

import io.lyceum.platform.settings.SettingReader;
import java.time.Duration;

/**
 * {@code lyceum.limits} in {@code limits.conf} explains each figure.
 *
 * @param enabled off for load tests: then none of the others holds
 */
public record LimitSettings(
    boolean enabled,
    Rate requestsPerPerson,
    Rate requestsPerAddress,
    Rate authRequestsPerAddress,
    int connectionsPerAddress,
    int socketsPerAddress,
    Rate handshakesPerAddress,
    Rate handshakes,
    Rate commandsPerUser,
    Rate commandsPerTopic,
    Rate commandsPerSchool) {
  private static final String SECTION = "lyceum.limits.";
  private static final int MOST = 10_000_000;

  /** Reads {@code lyceum.limits}. */
  public static LimitSettings read(SettingReader reader) {
    Duration window =
        reader.duration(SECTION + "requests-window", Duration.ofSeconds(1), Duration.ofHours(24));
    return new LimitSettings(
        reader.flag(SECTION + "enabled"),
        Rate.per(window, number(reader, "requests-per-person")),
        Rate.per(window, number(reader, "requests-per-address")),
        Rate.per(window, number(reader, "auth-requests-per-address")),
        number(reader, "connections-per-address"),
        number(reader, "sockets-per-address"),
        Rate.perSecond(number(reader, "handshakes-per-address-per-second")),
        Rate.perSecond(number(reader, "handshakes-per-second")),
        Rate.perSecond(number(reader, "commands-per-user-per-second")),
        Rate.perSecond(number(reader, "commands-per-topic-per-second")),
        Rate.perSecond(number(reader, "commands-per-school-per-second")));
  }

  private static int number(SettingReader reader, String name) {
    return reader.number(SECTION + name, 1, MOST);
  }
}
