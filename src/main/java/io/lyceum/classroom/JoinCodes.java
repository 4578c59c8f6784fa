package io.lyceum.classroom;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Codes that are read from a board and typed on a phone. */
final class JoinCodes {
  /** Without 0 O 1 I L: one cannot be taken for another. */
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  /** 31^6 is 887 million: guessing one of a school's few hundred is hopeless at a limited rate. */
  private static final int LENGTH = 6;

  private static final Pattern CODE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final Pattern DECORATION = Pattern.compile("[\\s-]");

  private final SecureRandom random = new SecureRandom();

  String next() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  /** The code a person meant: any case, spaces and dashes ignored; empty when it is none. */
  static Optional<String> typed(String text) {
    String code = DECORATION.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
  }
}
