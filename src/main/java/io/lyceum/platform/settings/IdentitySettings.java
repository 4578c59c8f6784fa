package io.lyceum.platform.settings;

import java.time.Duration;
import java.util.List;

/**
 * Lifetimes, names and limits of accounts and tokens.
 *
 * @param attemptsPerAccount that may fail from one address
 * @param attemptsPerAccountEverywhere that may fail from addresses it was never signed in from
 */
public record IdentitySettings(
    String issuer,
    String audience,
    Duration accessLifetime,
    Duration refreshLifetime,
    KeySettings keys,
    List<ProviderSettings> providers,
    int hashingThreads,
    int hashingQueue,
    int attemptsPerAccount,
    int attemptsPerAccountEverywhere,
    int attemptsPerAddress,
    Duration attemptsWindow,
    boolean secondFactorForAdmins) {
  /** No access token lives longer, whatever a node is told: so long a key is kept for them. */
  public static final Duration LONGEST_ACCESS = Duration.ofHours(1);

  private static final String SECTION = "lyceum.identity.";

  static IdentitySettings read(SettingReader reader) {
    return new IdentitySettings(
        reader.text(SECTION + "issuer"),
        reader.text(SECTION + "audience"),
        reader.duration(SECTION + "access-lifetime", Duration.ofSeconds(1), LONGEST_ACCESS),
        reader.duration(SECTION + "refresh-lifetime", Duration.ofSeconds(1), Duration.ofDays(90)),
        KeySettings.read(reader),
        ProviderSettings.read(reader),
        reader.number(SECTION + "hashing-threads", 1, 64),
        reader.number(SECTION + "hashing-queue", 1, 10_000),
        reader.number(SECTION + "attempts-per-account", 1, 1_000_000),
        reader.number(SECTION + "attempts-per-account-everywhere", 1, 1_000_000),
        reader.number(SECTION + "attempts-per-address", 1, 1_000_000),
        reader.duration(SECTION + "attempts-window", Duration.ofSeconds(1), Duration.ofHours(1)),
        reader.flag(SECTION + "second-factor-for-admins"));
  }
}
