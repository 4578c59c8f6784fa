package io.lyceum.bench.net;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Writes a client's frames, masked as RFC 6455 asks. Belongs to one thread. */
public final class FrameWriter {
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PONG = 10;
  private static final int LARGEST_HEADER = 14;

  private final SplittableRandom masks = new SplittableRandom();
  private ByteBuffer buffer = ByteBuffer.allocateDirect(4096);

  /** The frame of a text; good until the next call. */
  public ByteBuffer text(byte[] bytes, int length) {
    return frame(TEXT, bytes, 0, length);
  }

  ByteBuffer frame(int opcode, byte[] bytes, int from, int length) {
    if (buffer.capacity() < length + LARGEST_HEADER) {
      buffer = ByteBuffer.allocateDirect(2 * (length + LARGEST_HEADER));
    }
    buffer.clear();
    buffer.put((byte) (0x80 | opcode));
    if (length < 126) {
      buffer.put((byte) (0x80 | length));
    } else if (length < 65_536) {
      buffer.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      buffer.put((byte) (0x80 | 127)).putLong(length);
    }
    int mask = masks.nextInt();
    buffer.putInt(mask);
    for (int i = 0; i < length; i++) {
      buffer.put((byte) (bytes[from + i] ^ (mask >>> (24 - 8 * (i & 3)))));
    }
    return buffer.flip();
  }
}
