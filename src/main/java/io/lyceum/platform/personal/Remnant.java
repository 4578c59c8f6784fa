package io.lyceum.platform.personal;

/** What is left of a personal value once its person is erased. */
public enum Remnant {
  NAME('n', "$name", '"' + Remnant.ERASED_NAME + '"'),
  TEXT('t', "$text", "\"\""),
  LIST('l', "$list", "[]");

  /** What everybody is called who is erased. */
  public static final String ERASED_NAME = "Erased person";

  /** Within a mark. */
  final char letter;

  /** The key of the object that stands where the value was. */
  final String key;

  /** As JSON. */
  final String json;

  Remnant(char letter, String key, String json) {
    this.letter = letter;
    this.key = key;
    this.json = json;
  }

  static Remnant of(char letter) {
    return switch (letter) {
      case 'n' -> NAME;
      case 't' -> TEXT;
      case 'l' -> LIST;
      default -> throw new IllegalArgumentException("no mark has the letter " + letter);
    };
  }
}
