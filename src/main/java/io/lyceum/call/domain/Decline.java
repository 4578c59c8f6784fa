package io.lyceum.call.domain;

import java.util.Locale;

/** Why it rang in vain. The constants' names are stored. */
public enum Decline {
  REJECTED,
  /** In another call, or rung by one. */
  BUSY,
  MISSED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
