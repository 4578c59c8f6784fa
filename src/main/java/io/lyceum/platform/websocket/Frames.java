package io.lyceum.platform.websocket;

import java.util.Arrays;
import org.apache.pekko.util.ByteString;

/** Writes a server's frames: whole and unmasked (RFC 6455, 5.2). */
public final class Frames {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** A close frame without a code; never sent. */
  static final int NO_CODE = 1005;

  private static final int FINAL = 0x80;
  private static final int LONGEST_SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private Frames() {}

  static ByteString text(byte[] utf8) {
    return frame(TEXT, utf8);
  }

  public static ByteString binary(ByteString payload) {
    return frame(BINARY, payload.toArrayUnsafe());
  }

  public static ByteString pong(ByteString payload) {
    return frame(PONG, payload.toArrayUnsafe());
  }

  /** Says why the connection ends; {@code code} as the peer gave it, or ours. */
  public static ByteString close(int code) {
    return frame(
        CLOSE, code == NO_CODE ? new byte[0] : new byte[] {(byte) (code >> 8), (byte) code});
  }

  private static ByteString frame(int opcode, byte[] payload) {
    int length = payload.length;
    int head = length <= LONGEST_SHORT ? 2 : length <= 0xFFFF ? 4 : 10;
    byte[] frame = new byte[head + length];
    frame[0] = (byte) (FINAL | opcode);
    switch (head) {
      case 2 -> frame[1] = (byte) length;
      case 4 -> frame[1] = TWO_BYTES;
      default -> frame[1] = EIGHT_BYTES;
    }
    for (int i = head - 1, rest = length; head > 2 && i >= 2; i--, rest >>>= 8) {
      frame[i] = (byte) rest;
    }
    System.arraycopy(payload, 0, frame, head, length);
    return ByteString.fromArrayUnsafe(frame);
  }

  /** Whether a peer may close with it (7.4; 1012 to 1014 were registered later). */
  static boolean isCloseCode(int code) {
    return (code >= 3000 && code <= 4999) || Arrays.binarySearch(PROTOCOL_CODES, code) >= 0;
  }

  private static final int[] PROTOCOL_CODES = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014
  };
}
