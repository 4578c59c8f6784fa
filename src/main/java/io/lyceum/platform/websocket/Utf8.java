package io.lyceum.platform.websocket;

/**
 * Checks UTF-8 as it arrives (Unicode, table 3-7): no overlong form, no surrogate, nothing above
 * U+10FFFF. A place in the middle of a character is an int, so that it costs no object to keep.
 */
final class Utf8 {
  /** Between two characters: a text may end here. */
  static final int CLEAN = 0;

  /** No text goes on from here. */
  static final int BROKEN = -1;

  private static final int CONTINUES_FROM = 0x80;
  private static final int CONTINUES_TO = 0xBF;

  private Utf8() {}

  /** Where one is after these bytes. */
  static int check(int place, byte[] bytes, int from, int to) {
    int at = place;
    for (int i = from; i < to && at != BROKEN; i++) {
      byte next = bytes[i];
      if (at != CLEAN || next < 0) {
        at = at == CLEAN ? begin(next & 0xFF) : proceed(at, next & 0xFF);
      }
    }
    return at;
  }

  private static int begin(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return place(1, CONTINUES_FROM, CONTINUES_TO);
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      return place(2, lead == 0xE0 ? 0xA0 : CONTINUES_FROM, lead == 0xED ? 0x9F : CONTINUES_TO);
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      return place(3, lead == 0xF0 ? 0x90 : CONTINUES_FROM, lead == 0xF4 ? 0x8F : CONTINUES_TO);
    }
    return BROKEN;
  }

  private static int proceed(int place, int next) {
    if (next < (place >> 8 & 0xFF) || next > (place & 0xFF)) {
      return BROKEN;
    }
    int missing = (place >> 16) - 1;
    return missing == 0 ? CLEAN : place(missing, CONTINUES_FROM, CONTINUES_TO);
  }

  /** So many bytes are missing, the next of them within these bounds. */
  private static int place(int missing, int from, int to) {
    return missing << 16 | from << 8 | to;
  }
}
