package io.lyceum.chat.domain;

import java.util.Locale;

/** Who may write now. The constants' names are stored. */
public enum WriteRule {
  ALL,
  MODERATORS;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
