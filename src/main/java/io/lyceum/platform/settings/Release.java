package io.lyceum.platform.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which release this is. Nodes tell each other, so that topics move to the newer ones first. */
public final class Release {
  /** Of classes that no build has put together, as in a developer's editor. */
  private static final String DEVELOPMENT = "0.0.0";

  private Release() {}

  /** As the build's own version says. */
  public static String version() {
    Properties release = new Properties();
    try (InputStream file = Release.class.getResourceAsStream("/release.properties")) {
      release.load(Objects.requireNonNull(file, "release.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = release.getProperty("version");
    return version.startsWith("${") ? DEVELOPMENT : version;
  }
}
