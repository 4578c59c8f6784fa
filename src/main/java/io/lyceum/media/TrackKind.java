package io.lyceum.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a track carries. */
public enum TrackKind {
  AUDIO,
  VIDEO;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
