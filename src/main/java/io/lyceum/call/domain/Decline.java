package io.lyceum.call.domain;

import java.util.Locale;

/** Why it rang in vain. The constants' names are stored. */
public enum Decline {
  REJECTED,
  /** In another call, or rung by one. */
  BUSY,
  MISSED,
  /** They had called at the same time, and their call was the one to go on. */
  CROSSED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
