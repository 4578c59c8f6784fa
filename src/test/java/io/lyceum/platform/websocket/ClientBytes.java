package io.lyceum.platform.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Writes frames as a client does, right or wrong. */
public final class ClientBytes {
  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public ClientBytes frame(boolean last, int opcode, byte[] payload) {
    return frame((last ? 0x80 : 0) | opcode, true, payload);
  }

  public ClientBytes text(String text) {
    return frame(true, Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public ClientBytes close(int code) {
    return frame(true, Frames.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /** A frame whose first byte and mask bit are as given. */
  public ClientBytes frame(int first, boolean masked, byte[] payload) {
    head(first, masked, payload.length);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
    }
    return this;
  }

  /** The head of a frame that says to be so long. */
  public ClientBytes head(int first, boolean masked, long length) {
    int bit = masked ? 0x80 : 0;
    bytes.write(first);
    if (length <= 125) {
      bytes.write(bit | (int) length);
    } else if (length <= 0xFFFF) {
      bytes.write(bit | 126);
      raw((int) (length >> 8), (int) length);
    } else {
      bytes.write(bit | 127);
      bytes.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
    if (masked) {
      bytes.writeBytes(MASK);
    }
    return this;
  }

  public ClientBytes raw(int... octets) {
    for (int octet : octets) {
      bytes.write(octet);
    }
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }

  /** What a reader makes of all this at once. */
  List<String> read(int maxBytes) {
    return read(new FrameReader(maxBytes), bytes());
  }

  /** The events in words, so that they can be compared. */
  static List<String> read(FrameReader reader, byte[] piece) {
    List<String> events = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(piece);
    for (FrameEvent event = reader.next(in); event != null; event = reader.next(in)) {
      events.add(
          switch (event) {
            case FrameEvent.Binary(ByteString payload) -> "binary " + payload.size();
            case FrameEvent.Ping(ByteString payload) -> "ping " + payload.utf8String();
            case FrameEvent.Text(String text) -> "text " + text;
            case FrameEvent.Pong _ -> "pong";
            case FrameEvent.TooLarge _ -> "too large";
            case FrameEvent.Close(int code) -> "close " + code;
            case FrameEvent.Violation(int code) -> "violation " + code;
          });
    }
    return events;
  }
}
