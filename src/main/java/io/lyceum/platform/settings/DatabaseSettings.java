package io.lyceum.platform.settings;

import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.PoolSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * @param external empty for the embedded PostgreSQL
 * @param migration the same database as the role that owns the schema; empty when the node's own
 *     role does
 */
public record DatabaseSettings(
    Optional<DatabaseAddress> external, Optional<DatabaseAddress> migration, PoolSettings pools) {
  private static final String URL = "lyceum.database.url";
  private static final String USER = "lyceum.database.user";
  private static final String MIGRATION_USER = "lyceum.database.migration-user";
  private static final String MIGRATION_PASSWORD = "lyceum.database.migration-password";
  private static final String PASSWORD = "lyceum.database.password";
  private static final Pattern POSTGRES =
      Pattern.compile("jdbc:postgresql://[^/?\\s]+/[^/?\\s]+(\\?\\S*)?");

  private static final Pattern HOST =
      Pattern.compile("jdbc:postgresql://(\\[[^/]+]|[^/:,]+)(:\\d+)?/");

  static DatabaseSettings read(SettingReader reader) {
    Optional<DatabaseAddress> external = external(reader);
    return new DatabaseSettings(external, migration(reader, external), pools(reader));
  }

  /** Whether nobody else's data can be in it. */
  boolean isOnThisMachine() {
    return external
        .map(address -> HOST.matcher(address.url()))
        .map(host -> host.lookingAt() && Hosts.isLoopback(host.group(1)))
        .orElse(true);
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

  private static Optional<DatabaseAddress> migration(
      SettingReader reader, Optional<DatabaseAddress> external) {
    String user = reader.optionalText(MIGRATION_USER);
    String password = reader.optionalText(MIGRATION_PASSWORD);
    if (user.isBlank() && password.isBlank()) {
      return Optional.empty();
    }
    if (external.isEmpty()) {
      throw reader.malformed(
          user.isBlank() ? MIGRATION_PASSWORD : MIGRATION_USER,
          "is set without LYCEUM_DATABASE_URL");
    }
    DatabaseAddress node = external.get();
    if (reader.text(MIGRATION_USER).equals(node.user())) {
      throw reader.malformed(MIGRATION_USER, "must be another role than LYCEUM_DATABASE_USER");
    }
    return Optional.of(new DatabaseAddress(node.url(), user, password));
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
