package io.lyceum.identity.school;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may make an account in a school by themselves. */
public enum Registration {
  OPEN,
  INVITATION,
  CLOSED;

  /** The spelling on the wire and in the table. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Registration> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(text)).findFirst();
  }
}
