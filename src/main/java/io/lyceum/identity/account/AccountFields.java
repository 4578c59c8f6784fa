package io.lyceum.identity.account;

import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.password.PasswordRules;
import io.lyceum.platform.json.Fields;

/** What is asked for wherever an account is made or changed. */
public final class AccountFields {
  /** A name in a list of a class; no longer one than a line holds. */
  public static final int MAX_NAME = 100;

  private AccountFields() {}

  /** A required e-mail address. */
  public static EmailAddress email(Fields fields) {
    return fields.parsed(
        "email",
        new EmailAddress("nobody@invalid.example"),
        "an e-mail address",
        EmailAddress::parse);
  }

  /** A required name of one line. */
  public static String name(Fields fields) {
    String name = fields.text("name", MAX_NAME);
    if (name.chars().anyMatch(Character::isISOControl)) {
      fields.problem("name", "must be one line");
    }
    return name.strip();
  }

  /** A required password; twice as many chars, for a character may be two of them. */
  public static String password(Fields fields, String field) {
    return fields.text(field, 2 * PasswordRules.MAX);
  }
}
