package io.lyceum.bench.wire;

import io.lyceum.core.CommandId;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 that carry a stamp, to an eighth of a microsecond: milliseconds in the first 48 bits, the
 * fraction in the next 12 (RFC 9562, method 3), read as the middle of its step of 244 ns. So an
 * acknowledgement tells when its command was meant to be sent, and no table of commands under way
 * is needed.
 */
final class CommandIds {
  static final int LENGTH = 36;

  private static final long MILLI = 1_000_000;
  private static final int FRACTIONS = 4096;
  private static final byte[] HEX = Bytes.ascii("0123456789abcdef");

  private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());
  private volatile long offsetMillis;

  /** The server's clock minus ours; its ids are made by its own time. */
  void serverIsAhead(long millis) {
    offsetMillis = millis;
  }

  void write(byte[] into, int at, long stamp) {
    long fraction = stamp % MILLI * FRACTIONS / MILLI;
    long high = ((stamp / MILLI + offsetMillis) << 16) | 0x7000 | fraction;
    long low = (next.getAndIncrement() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    int to = at;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        into[to++] = '-';
      }
      long half = digit < 16 ? high : low;
      into[to++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
    }
  }

  /** The stamp in the id at {@code from}; {@link Stamp#NONE} when that is no id of ours. */
  long stamp(byte[] bytes, int from, int to) {
    if (to - from < LENGTH) {
      return Stamp.NONE;
    }
    return CommandId.parse(Bytes.text(bytes, from, from + LENGTH))
        .map(id -> stamp(id.value().getMostSignificantBits()))
        .orElse(Stamp.NONE);
  }

  private long stamp(long high) {
    long middle = 2 * (high & FRACTIONS - 1) + 1;
    return ((high >>> 16) - offsetMillis) * MILLI + middle * MILLI / (2 * FRACTIONS);
  }
}
