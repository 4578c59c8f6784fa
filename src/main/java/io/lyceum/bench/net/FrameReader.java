package io.lyceum.bench.net;

import java.io.ByteArrayOutputStream;

/**
 * Takes the WebSocket frames of a server out of the bytes of a connection. Only whole frames are
 * taken; what is left over comes again with more behind it.
 */
public final class FrameReader {
  /** What to do with what was read; the bytes are only good during the call. */
  public interface Handler {
    /** A whole text message. */
    void text(byte[] bytes, int from, int to);

    void ping(byte[] bytes, int from, int to);

    /** The server closes; 1005 when it does not say why. */
    void close(int code);
  }

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int NO_CODE = 1005;

  /** Far above what a server says in one frame; below what would fill the memory. */
  private static final int MAX_PAYLOAD = 64 << 20;

  private final Handler handler;
  private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

  public FrameReader(Handler handler) {
    this.handler = handler;
  }

  /**
   * Reads the whole frames in {@code [from, to)} and gives where the first incomplete one begins.
   *
   * @throws ProtocolProblem when a server may not send such a frame
   */
  public int read(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= 2) {
      int length = bytes[at + 1] & 0x7f;
      int payload = at + 2;
      if (length == 126) {
        payload += 2;
      } else if (length == 127) {
        payload += 8;
      }
      if (payload > to) {
        return at;
      }
      long size = length < 126 ? length : number(bytes, at + 2, payload);
      check(bytes, at, size);
      if (size > to - payload) {
        return at;
      }
      int end = payload + (int) size;
      frame(bytes[at] & 0x0f, bytes[at] < 0, bytes, payload, end);
      at = end;
    }
    return at;
  }

  private static void check(byte[] bytes, int at, long size) {
    if ((bytes[at] & 0x70) != 0) {
      throw new ProtocolProblem("a frame with an extension nobody asked for");
    }
    if (bytes[at + 1] < 0) {
      throw new ProtocolProblem("a masked frame from a server");
    }
    if (size < 0 || size > MAX_PAYLOAD) {
      throw new ProtocolProblem("a frame of " + size + " bytes");
    }
  }

  private void frame(int opcode, boolean last, byte[] bytes, int from, int to) {
    switch (opcode) {
      case TEXT -> {
        if (last) {
          handler.text(bytes, from, to);
        } else {
          fragments.write(bytes, from, to - from);
        }
      }
      case CONTINUATION -> {
        fragments.write(bytes, from, to - from);
        if (last) {
          byte[] whole = fragments.toByteArray();
          fragments.reset();
          handler.text(whole, 0, whole.length);
        }
      }
      case PING -> handler.ping(bytes, from, to);
      case PONG -> {}
      case CLOSE -> handler.close(to - from < 2 ? NO_CODE : (int) number(bytes, from, from + 2));
      case BINARY -> throw new ProtocolProblem("a binary frame");
      default -> throw new ProtocolProblem("a frame with opcode " + opcode);
    }
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = (number << 8) | (bytes[i] & 0xff);
    }
    return number;
  }
}
