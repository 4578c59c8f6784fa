package io.lyceum.call.domain;

import java.util.Locale;

/** What became of a call. The constants' names are stored. */
public enum CallOutcome {
  /** People talked, however long. */
  ANSWERED,
  REJECTED,
  BUSY,
  MISSED,
  /** Given up by who called, before anybody answered. */
  CANCELLED,
  /** Two called each other at once, and meet in the other call. */
  CROSSED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
