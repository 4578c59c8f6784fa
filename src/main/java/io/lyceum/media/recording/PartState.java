package io.lyceum.media.recording;

import java.util.Locale;

/** How far a part is. */
public enum PartState {
  /** The media server writes. */
  RECORDING,
  /** Its file is to be made. */
  PROCESSING,
  READY,
  /** No file could be made of it; what was recorded stays for operators to look at. */
  FAILED,
  /** To be deleted, with all its files. */
  GONE;

  /** The spelling on the wire and in the table. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PartState of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
