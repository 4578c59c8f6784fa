package io.lyceum.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Where what a place sends comes from; of each it sends one feed at most. */
public enum Source {
  /** Camera and microphone. */
  CAMERA,
  /** The screen, and what is played there. */
  SCREEN;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Source> parse(String wire) {
    return switch (wire) {
      case "camera" -> Optional.of(CAMERA);
      case "screen" -> Optional.of(SCREEN);
      default -> Optional.empty();
    };
  }
}
