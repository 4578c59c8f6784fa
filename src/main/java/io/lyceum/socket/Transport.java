package io.lyceum.socket;

import io.lyceum.platform.websocket.EncodedText;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One socket's way to its client, whatever carries it. Used by the socket's actor alone: what the
 * carrier tells that actor is given to {@link #hear}, and frames are then polled one at a time, so
 * that who is not read from cannot send.
 */
interface Transport {
  /** What a message from the carrier means. */
  enum Heard {
    NOTHING,
    /** Something may be there to {@link #poll}. */
    READABLE,
    /** The way out is free: the next texts may be written. */
    WRITTEN,
    /** The connection is no more. */
    CLOSED
  }

  /** What came from the client. */
  sealed interface Incoming {
    record Text(String text) implements Incoming {}

    record Binary(ByteString payload) implements Incoming {}

    /** A ping or pong, dealt with. */
    record Control() implements Incoming {}

    /** A frame that cannot be one of ours. */
    record Unusable(CloseReason reason) implements Incoming {}

    /** The client says goodbye, or breaks the protocol: nothing can be said to it any more. */
    record Left() implements Incoming {}
  }

  Heard hear(Object message);

  /** The next that came from the client; null when nothing has. */
  @Nullable Incoming poll();

  /** All that came is dealt with: more may come. */
  void readOn();

  /** Whether a frame has been on its way for too long. */
  boolean trickles();

  /**
   * Writes these in order, after which {@link Heard#WRITTEN} is heard; not to be called before.
   *
   * @return in how many WebSocket frames
   */
  int write(List<EncodedText> texts);

  /** Closes once all is written. */
  void complete();

  /** Closes without waiting for anything. */
  void cut();
}
