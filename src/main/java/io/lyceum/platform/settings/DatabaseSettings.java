package io.lyceum.platform.settings;

import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.PoolSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * @param external empty for the embedded PostgreSQL
 */
public record DatabaseSettings(Optional<DatabaseAddress> external, PoolSettings pools) {
  private static final String URL = "lyceum.database.url";
  private static final String USER = "lyceum.database.user";
  private static final String PASSWORD = "lyceum.database.password";
  private static final Pattern POSTGRES =
      Pattern.compile("jdbc:postgresql://[^/?\\s]+/[^/?\\s]+(\\?\\S*)?");

  static DatabaseSettings read(SettingReader reader) {
    return new DatabaseSettings(external(reader), pools(reader));
  }

  private static Optional<DatabaseAddress> external(SettingReader reader) {
    String user = reader.optionalText(USER);
    String password = reader.optionalText(PASSWORD);
    if (!reader.optionalText(URL).isBlank()) {
      String url = reader.text(URL, POSTGRES, "jdbc:postgresql://host:port/name");
      return Optional.of(new DatabaseAddress(url, reader.text(USER), password));
    }
    // A lone user or password is a forgotten url, not a wish for the embedded database.
    if (!user.isBlank() || !password.isBlank()) {
      throw reader.malformed(
          user.isBlank() ? PASSWORD : USER, "is set without LYCEUM_DATABASE_URL");
    }
    return Optional.empty();
  }

  private static PoolSettings pools(SettingReader reader) {
    // The readers of the journal wait for the oldest transaction, so none may be older than this.
    Duration longest = Duration.ofSeconds(5);
    Duration shortest = Duration.ofMillis(100);
    return new PoolSettings(
        reader.number("lyceum.database.pool-size", 2, 200),
        reader.number("lyceum.database.journal-pool-size", 2, 200),
        reader.duration("lyceum.database.connection-timeout", Duration.ofMillis(250), longest),
        reader.duration("lyceum.database.statement-timeout", shortest, longest),
        reader.duration("lyceum.database.lock-timeout", shortest, longest),
        reader.duration("lyceum.database.idle-transaction-timeout", shortest, longest));
  }
}
