package io.lyceum.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address a mail can be sent to, as it was written. Whether it exists, only a mail can show.
 *
 * @param value without anything that has a meaning in the head of a mail
 */
public record EmailAddress(String value) {
  public static final int MAX = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+\\p{L}{2,63}");

  public EmailAddress {
    if (value.length() > MAX || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Reads what a stranger calls their address; empty when it cannot be one. */
  public static Optional<EmailAddress> parse(String text) {
    String trimmed = text.strip();
    return trimmed.length() <= MAX && FORM.matcher(trimmed).matches()
        ? Optional.of(new EmailAddress(trimmed))
        : Optional.empty();
  }
}
