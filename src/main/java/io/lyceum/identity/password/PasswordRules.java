package io.lyceum.identity.password;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new password must be: long, not its owner's name or address, and nobody's favourite. No
 * rule on capitals and signs: those make passwords that look strong and are not.
 */
public final class PasswordRules {
  /** In code points: what a person counts. */
  public static final int MIN = 10;

  public static final int MAX = 200;

  /** A password of fewer different characters is a pattern. */
  private static final int DIFFERENT = 5;

  private PasswordRules() {}

  /** What is wrong with it, if anything; completes "the password …". */
  public static Optional<String> problem(String password, String email, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN || length > MAX) {
      return Optional.of("must have " + MIN + " to " + MAX + " characters");
    }
    if (password.codePoints().distinct().count() < DIFFERENT) {
      return Optional.of("must have at least " + DIFFERENT + " different characters");
    }
    if (isAbout(password, email, name)) {
      return Optional.of("must not be your e-mail address or your name");
    }
    return CommonPasswords.has(password)
        ? Optional.of("is among those that are guessed first")
        : Optional.empty();
  }

  /** Digits and signs hide nothing: {@code Ada_Lovelace1815!} is a name. */
  private static boolean isAbout(String password, String email, String name) {
    String letters = letters(password);
    return List.of(email, email.replaceFirst("@.*", ""), name).stream()
        .map(PasswordRules::letters)
        .anyMatch(own -> !own.isEmpty() && own.equals(letters));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("\\P{L}", "");
  }
}
