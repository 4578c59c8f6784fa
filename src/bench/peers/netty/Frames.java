import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the server says, as bytes on the wire: made once, shared by all who get it. */
final class Frames {
  private static final int TEXT = 0x81;
  private static final int ONE_BYTE = 126;
  private static final int TWO_BYTES = 65536;

  private Frames() {}

  static ByteBuf joined(String room) {
    return frame(open("joined").append(",\"room\":\"").append(quoted(room)).append("\"}"));
  }

  static ByteBuf notMember(String id) {
    return frame(
        open("error")
            .append(",\"id\":\"")
            .append(quoted(id))
            .append("\",\"code\":\"not_a_member\"}"));
  }

  static ByteBuf ack(String id, long seq) {
    return frame(
        open("ack")
            .append(",\"id\":\"")
            .append(quoted(id))
            .append("\",\"seq\":")
            .append(seq)
            .append('}'));
  }

  static ByteBuf signal(String room, String from, String text) {
    StringBuilder json = open("signal").append(",\"room\":\"").append(quoted(room));
    json.append("\",\"from\":\"").append(quoted(from));
    return frame(json.append("\",\"text\":\"").append(quoted(text)).append("\"}"));
  }

  static ByteBuf message(String room, long seq, String from, Instant at, String text) {
    StringBuilder json = open("message").append(",\"room\":\"").append(quoted(room));
    json.append("\",\"seq\":").append(seq).append(",\"from\":\"").append(quoted(from));
    json.append("\",\"at\":\"").append(at).append("\",\"text\":\"").append(quoted(text));
    return frame(json.append("\"}"));
  }

  private static StringBuilder open(String op) {
    return new StringBuilder(256).append("{\"op\":\"").append(op).append('"');
  }

  private static CharSequence quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static ByteBuf frame(CharSequence json) {
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(text.length + 10);
    bytes.writeByte(TEXT);
    if (text.length < ONE_BYTE) {
      bytes.writeByte(text.length);
    } else if (text.length < TWO_BYTES) {
      bytes.writeByte(ONE_BYTE).writeShort(text.length);
    } else {
      bytes.writeByte(ONE_BYTE + 1).writeLong(text.length);
    }
    return bytes.writeBytes(text);
  }
}
