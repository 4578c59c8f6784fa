package io.lyceum.bench.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Finds things in bytes, eight at a time. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Bytes() {}

  /** Where {@code wanted} stands first in {@code [from, to)}; {@code to} when it does not. */
  static int indexOf(byte[] bytes, int from, int to, char wanted) {
    long pattern = wanted * ONES;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      // The lowest byte that becomes zero is found exactly; those above it may be wrong.
      long difference = (long) LONGS.get(bytes, at) ^ pattern;
      long zeros = difference - ONES & ~difference & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** Where a text begins in {@code [from, to)}; -1 when it does not stand there. */
  static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
    int last = to - wanted.length;
    for (int at = indexOf(bytes, from, to, (char) wanted[0]);
        at <= last;
        at = indexOf(bytes, at + 1, to, (char) wanted[0])) {
      if (startsWith(bytes, at, to, wanted)) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int from, int to, byte[] wanted) {
    if (to - from < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
