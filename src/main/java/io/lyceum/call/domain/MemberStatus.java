package io.lyceum.call.domain;

import java.util.Locale;

/** Where a member stands in a call. The constants' names are stored. */
public enum MemberStatus {
  RINGING,
  IN,
  DECLINED,
  LEFT;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
