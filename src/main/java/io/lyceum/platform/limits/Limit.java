package io.lyceum.platform.limits;

import java.util.Locale;

/** Every limit of {@code lyceum.limits}, as it is named in metrics and to clients. */
public enum Limit {
  PERSON,
  ADDRESS,
  AUTH,
  CONNECTIONS,
  SOCKETS,
  HANDSHAKES,
  ADMISSION,
  USER_COMMANDS,
  TOPIC_COMMANDS,
  SCHOOL_COMMANDS,
  SIGN_IN_ACCOUNT,
  SIGN_IN_PAIR,
  SIGN_IN_ADDRESS,
  MAIL,
  EXPORTS;

  /** In lower case, with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
