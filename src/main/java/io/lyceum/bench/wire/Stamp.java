package io.lyceum.bench.wire;

/**
 * The time a message was meant to be sent at, in its text: {@code t=<19 digits>;}, nanoseconds
 * since 1970.
 */
public final class Stamp {
  /** What is no stamp. */
  public static final long NONE = -1;

  static final int DIGITS = 19;

  /** With {@code t=} and the semicolon. */
  static final int LENGTH = DIGITS + 3;

  private Stamp() {}

  /** Writes the digits of {@code number}, with zeros in front. */
  static void digits(long number, byte[] bytes, int at, int count) {
    long rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** The number that these digits make; {@link #NONE} when something else is among them. */
  static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** The stamp that begins at {@code at}; {@link #NONE} when none does. */
  static long at(byte[] bytes, int at, int to) {
    boolean framed =
        at >= 0
            && at + LENGTH <= to
            && bytes[at] == 't'
            && bytes[at + 1] == '='
            && bytes[at + LENGTH - 1] == ';';
    return framed ? number(bytes, at + 2, at + 2 + DIGITS) : NONE;
  }

  /** Where the first stamp of {@code [from, to)} begins; -1 when there is none. */
  static int find(byte[] bytes, int from, int to) {
    for (int sign = Bytes.indexOf(bytes, from + 1, to, '=');
        sign < to;
        sign = Bytes.indexOf(bytes, sign + 1, to, '=')) {
      if (sign > from && at(bytes, sign - 1, to) != NONE) {
        return sign - 1;
      }
    }
    return -1;
  }
}
