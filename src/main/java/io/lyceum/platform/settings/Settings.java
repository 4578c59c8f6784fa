package io.lyceum.platform.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.JournalConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * All a node is told, read once. Defaults and explanations are in {@code application.conf} and the
 * files it includes.
 *
 * @param demo whether the demo school exists
 * @param reader for parts that have a section of their own
 */
public record Settings(
    HttpSettings http,
    DatabaseSettings database,
    ClusterSettings cluster,
    IdentitySettings identity,
    MailSettings mail,
    Path dataDirectory,
    boolean demo,
    SettingReader reader) {
  private static final String DEMO = "lyceum.demo";
  private static final String DATA = "lyceum.data-directory";

  /**
   * Reads the process's environment.
   *
   * @throws SettingsProblem when a setting is unknown or malformed
   */
  public static Settings load() {
    return load(System.getenv());
  }

  /** Reads {@code environment} as if it were the process's. */
  public static Settings load(Map<String, String> environment) {
    SettingReader reader = new SettingReader(Layers.read(environment));
    HttpSettings http = HttpSettings.read(reader);
    DatabaseSettings database = DatabaseSettings.read(reader);
    return new Settings(
        http,
        database,
        ClusterSettings.read(reader),
        IdentitySettings.read(reader),
        MailSettings.read(reader),
        dataDirectory(reader),
        demo(reader, http, database),
        reader);
  }

  /** The actor system's configuration, with the journal in {@code database}. */
  public Config actorSystem(DatabaseAddress journal) {
    return ConfigFactory.load(
        JournalConfig.of(journal, database.pools())
            .withFallback(cluster.actorSystem())
            .withFallback(reader.config())
            .withFallback(
                ConfigFactory.parseMap(Map.of("pekko.cluster.app-version", Release.version()))));
  }

  private static Path dataDirectory(SettingReader reader) {
    try {
      return Path.of(reader.text(DATA)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw reader.malformed(DATA, "must be a path");
    }
  }

  private static boolean demo(SettingReader reader, HttpSettings http, DatabaseSettings database) {
    return switch (reader.text(DEMO).toLowerCase(Locale.ROOT)) {
      case "auto" -> database.external().isEmpty();
      case "off", "false", "no" -> false;
      case "on", "true", "yes" -> {
        boolean onlyHere = Hosts.isLoopback(http.host()) && database.isOnThisMachine();
        if (database.external().isPresent() && !onlyHere) {
          throw reader.malformed(
              DEMO,
              "cannot be on with an external database that other machines can reach: its password"
                  + " is known to everyone");
        }
        yield true;
      }
      default -> throw reader.malformed(DEMO, "must be on, off or auto");
    };
  }
}
