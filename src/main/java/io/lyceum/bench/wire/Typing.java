package io.lyceum.bench.wire;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The typing signals of one person. They say start and stop in turn, and the last stamp of each is
 * kept, so two may be on their way at the same time; with more, old ones would be taken for new.
 */
final class Typing implements Outgoing {
  private static final byte[] START = Bytes.ascii("\"typing:start\"");

  private final byte[][] texts;
  private final AtomicLongArray stamps = new AtomicLongArray(2);
  private int turn;

  Typing(String room) {
    texts = new byte[][] {text(room, "typing:start"), text(room, "typing:stop ")};
  }

  private static byte[] text(String room, String type) {
    // Both are as long: the blank goes behind the name's quote.
    String name = type.endsWith(" ") ? "\"" + type.strip() + "\" " : "\"" + type + "\"";
    return Bytes.ascii("{\"op\":\"signal\",\"topic\":\"" + room + "\",\"type\":" + name + "}");
  }

  @Override
  public int length() {
    return texts[0].length;
  }

  @Override
  public void write(byte[] into, long stamp) {
    stamps.set(turn, stamp);
    System.arraycopy(texts[turn], 0, into, 0, texts[turn].length);
    turn = 1 - turn;
  }

  /** The stamp of the signal whose type stands in {@code [from, to)}. */
  long stamp(byte[] bytes, int from, int to) {
    return stamps.get(Bytes.indexOf(bytes, from, to, START) >= 0 ? 0 : 1);
  }
}
