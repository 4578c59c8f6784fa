package io.lyceum.bench.wire;

/** A text of fixed length in which only the stamp and the id change. */
final class Template implements Outgoing {
  /** Writes the id of the message with this stamp. */
  interface Id {
    void write(byte[] into, int at, long stamp);
  }

  /** Stands where the id goes, as often as the id is long. */
  static final String ID = "#";

  /** The length of every text. */
  private static final int BODY = 100;

  private final byte[] bytes;
  private final int idAt;
  private final int stampAt;
  private final Id id;

  Template(String text, Id id) {
    this.bytes = Bytes.ascii(text);
    this.idAt = text.indexOf(ID);
    this.stampAt = text.indexOf(stampless());
    this.id = id;
  }

  /** A text of 100 characters for this member, to be put into a template. */
  static String body(Member member) {
    String text = stampless() + member.number() + ";";
    return text + "x".repeat(BODY - text.length());
  }

  private static String stampless() {
    return "t=" + "0".repeat(Stamp.DIGITS) + ";";
  }

  @Override
  public int length() {
    return bytes.length;
  }

  @Override
  public void write(byte[] into, long stamp) {
    System.arraycopy(bytes, 0, into, 0, bytes.length);
    if (stampAt >= 0) {
      Stamp.digits(stamp, into, stampAt + 2, Stamp.DIGITS);
    }
    if (idAt >= 0) {
      id.write(into, idAt, stamp);
    }
  }
}
