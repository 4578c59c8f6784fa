package io.lyceum.core;

import java.util.Locale;

/** Every way a request can be refused; the names are the wire's, in lower case. */
public enum ErrorCode {
  BAD_FRAME,
  UNKNOWN_TYPE,
  INVALID,
  UNAUTHENTICATED,
  FORBIDDEN,
  NOT_FOUND,
  CONFLICT,
  TOO_LATE,
  TOO_LARGE,
  RATE_LIMITED,
  TOO_MANY_IN_FLIGHT,
  EXPIRED,
  OUT_OF_ORDER,
  /** Nothing is known of the outcome: retry with the same id. */
  UNAVAILABLE,
  INTERNAL;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
