package io.lyceum.platform.personal;

/**
 * How a personal value is marked in a stored text on its way to the table: control characters
 * around it, which JSON never holds unescaped, so that nothing a person types can look like a mark
 * and nobody has to parse the text again.
 */
final class Marks {
  static final char OPEN = '\u0001';
  static final char OF = '\u0002';
  static final char CLOSE = '\u0003';

  /** Is of nobody: what can be told from the rest, left out where the rest is sealed. */
  static final char DERIVED = 'd';

  private Marks() {}

  static String mark(char letter, String owner, String json) {
    return OPEN + Character.toString(letter) + owner + OF + json + CLOSE;
  }

  /** The text without its marks. */
  static String plain(String marked) {
    int open = marked.indexOf(OPEN);
    if (open < 0) {
      return marked;
    }
    StringBuilder plain = new StringBuilder(marked.length());
    int at = 0;
    for (; open >= 0; open = marked.indexOf(OPEN, at)) {
      int value = marked.indexOf(OF, open) + 1;
      int close = marked.indexOf(CLOSE, value);
      plain.append(marked, at, open).append(marked, value, close);
      at = close + 1;
    }
    return plain.append(marked, at, marked.length()).toString();
  }
}
