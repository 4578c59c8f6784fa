package io.lyceum.identity.mail;

import io.lyceum.identity.EmailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What mails say: {@code resources/mail/<name>.txt}, the first line being the subject. Nothing that
 * a stranger has written stands in any of them, or we would carry their words to others.
 */
public enum Template {
  VERIFY,
  ALREADY_REGISTERED,
  ACCOUNT_ELSEWHERE,
  INVITATION,
  WELCOME,
  RESET,
  PASSWORD_CHANGED,
  SECOND_FACTOR_ON,
  SECOND_FACTOR_OFF;

  private final String subject;
  private final String text;

  Template() {
    String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    try (InputStream stream =
        Objects.requireNonNull(Template.class.getResourceAsStream("/mail/" + file), file)) {
      String[] parts = new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 2);
      this.subject = parts[0].strip();
      this.text = parts[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With each <code>{name}</code> replaced by its value. */
  public Letter to(EmailAddress recipient, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return new Letter(recipient, subject, filled);
  }
}
