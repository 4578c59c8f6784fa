package io.lyceum.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address a mail can be sent to, as it was written. Whether it exists, only a mail can show. Not
 * one with letters that few servers take as they are; a domain may have them in its other spelling
 * ({@code xn--}).
 *
 * @param value without anything that has a meaning in the head of a mail
 */
public record EmailAddress(String value) {
  public static final int MAX = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

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
