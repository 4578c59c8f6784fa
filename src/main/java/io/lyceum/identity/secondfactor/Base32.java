package io.lyceum.identity.secondfactor;

/** RFC 4648's alphabet of 32, without padding: what authenticators read and people can type. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte next : bytes) {
      buffer = (buffer << 8) | (next & 0xff);
      held += 8;
      while (held >= BITS) {
        held -= BITS;
        text.append(ALPHABET.charAt((buffer >> held) & 31));
      }
    }
    return held == 0
        ? text.toString()
        : text.append(ALPHABET.charAt((buffer << (BITS - held)) & 31)).toString();
  }

  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / 8];
    int buffer = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      buffer = (buffer << BITS) | ALPHABET.indexOf(text.charAt(i));
      held += BITS;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = (byte) (buffer >> held);
      }
    }
    return bytes;
  }
}
