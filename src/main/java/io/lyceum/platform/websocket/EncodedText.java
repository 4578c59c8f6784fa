package io.lyceum.platform.websocket;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/**
 * A text for any number of clients, encoded once: every socket that sends it writes the very same
 * bytes.
 */
public final class EncodedText {
  private final String text;
  private final ByteString frame;

  private EncodedText(String text) {
    this.text = text;
    this.frame = Frames.text(text.getBytes(StandardCharsets.UTF_8));
  }

  public static EncodedText of(String text) {
    return new EncodedText(text);
  }

  public String text() {
    return text;
  }

  /** The text as one WebSocket frame. */
  public ByteString frame() {
    return frame;
  }

  /** What it costs to keep or to send, in bytes. */
  public int size() {
    return frame.size();
  }

  @Override
  public String toString() {
    return text;
  }
}
