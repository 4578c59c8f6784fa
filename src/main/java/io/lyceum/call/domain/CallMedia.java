package io.lyceum.call.domain;

import java.util.Locale;
import java.util.Optional;

/** With what a call begins; a camera may be switched on and off later. The names are stored. */
public enum CallMedia {
  AUDIO,
  VIDEO;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CallMedia> parse(String wire) {
    return switch (wire) {
      case "audio" -> Optional.of(AUDIO);
      case "video" -> Optional.of(VIDEO);
      default -> Optional.empty();
    };
  }
}
