package io.lyceum.core;

import java.util.regex.Pattern;

/**
 * The one alphabet of ids: what is safe in a URL, a topic name, a log line and a persistence id.
 */
final class Ids {
  /** 128 characters: two UUIDs and their separators fit with room to spare. */
  static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");

  private Ids() {}

  static void check(String what, String value) {
    if (!SAFE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a " + what + " id: " + value);
    }
  }
}
