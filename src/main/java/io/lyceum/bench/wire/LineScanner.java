package io.lyceum.bench.wire;

/**
 * Goes through the lines of a frame without decoding them. Events of one socket look alike, so the
 * stamp is looked for first where it stood in the line before, and the line's end as far behind it;
 * most bytes are never touched.
 */
final class LineScanner {
  /** What a line turned out to be. */
  interface Handler {
    /** A message arrived that was meant to be sent then. */
    void delivered(long stamp);

    /** The message that was meant to be sent then is acknowledged. */
    void acknowledged(long stamp);

    /** Anything else the server says. */
    void said(byte[] bytes, int from, int to);
  }

  private final Wire wire;
  private int stampOffset = -1;
  private int endOffset;

  LineScanner(Wire wire) {
    this.wire = wire;
  }

  void scan(byte[] bytes, int from, int to, Handler handler) {
    int line = from;
    while (line < to) {
      Wire.Kind kind = wire.kind(bytes, line, to);
      line =
          1
              + (kind == Wire.Kind.DELIVERY
                  ? delivery(bytes, line, to, handler)
                  : other(kind, bytes, line, to, handler));
    }
  }

  private int delivery(byte[] bytes, int line, int to, Handler handler) {
    int guess = line + stampOffset;
    long stamp = stampOffset < 0 ? Stamp.NONE : Stamp.at(bytes, guess, to);
    if (stamp != Stamp.NONE) {
      handler.delivered(stamp);
      int end = guess + endOffset;
      boolean known = end == to || (end < to && bytes[end] == '\n');
      return known ? end : learn(line, guess, Bytes.indexOf(bytes, guess, to, '\n'));
    }
    int end = Bytes.indexOf(bytes, line, to, '\n');
    int at = Stamp.find(bytes, line, end);
    if (at >= 0) {
      handler.delivered(Stamp.at(bytes, at, end));
      learn(line, at, end);
    }
    return end;
  }

  private int learn(int line, int stamp, int end) {
    stampOffset = stamp - line;
    endOffset = end - stamp;
    return end;
  }

  private int other(Wire.Kind kind, byte[] bytes, int line, int to, Handler handler) {
    int end = Bytes.indexOf(bytes, line, to, '\n');
    switch (kind) {
      case ACK -> handler.acknowledged(wire.acknowledged(bytes, line, end));
      case SIGNAL -> handler.delivered(wire.signalled(bytes, line, end));
      case IGNORED -> {}
      case DELIVERY, OTHER -> handler.said(bytes, line, end);
    }
    return end;
  }
}
