package io.lyceum.socket;

import io.lyceum.platform.tcp.Link;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.platform.websocket.FrameEvent;
import io.lyceum.platform.websocket.FrameReader;
import io.lyceum.platform.websocket.Frames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A socket straight on a TCP connection. One write is under way at a time; a pong or a goodbye
 * waits for it, and while one waits nothing is read. Texts go out as one frame each, the very same
 * bytes to all sockets they are for.
 */
final class LeanTransport implements Transport {
  /** A frame that trickles in longer than this is no frame. */
  private static final long FRAME_TIMEOUT = Duration.ofSeconds(5).toNanos();

  /** With one piece ahead the network is not told to pause and go on for every frame. */
  private static final int AHEAD = 2;

  private static final int NORMAL = 1000;
  private static final Incoming CONTROL = new Incoming.Control();
  private static final Incoming LEFT = new Incoming.Left();
  private static final Incoming TOO_LARGE = new Incoming.Unusable(CloseReason.TOO_LARGE);

  private enum State {
    OPEN,
    /** We said goodbye and wait for the client's. */
    CLOSING,
    /** Both said it, or the client broke the protocol: the connection is being closed. */
    CLOSED
  }

  private final Link link;
  private final LongSupplier nanos;
  private final FrameReader reader;
  private @Nullable ByteBuffer received;
  private @Nullable ByteString waiting;
  private State state = State.OPEN;

  /** Pieces that the link may still bring. */
  private int asked;

  private boolean writing;

  /** The write under way has the actor's texts in it, who wants to hear of it. */
  private boolean texts;

  /** The same of what waits. */
  private boolean textsWait;

  /** The connection is to be closed behind what is written. */
  private boolean last;

  private boolean gone;
  private long partialSince;

  LeanTransport(Link link, int maxBytes, LongSupplier nanos) {
    this.link = link;
    this.nanos = nanos;
    this.reader = new FrameReader(maxBytes);
  }

  /**
   * @param early frames that came right behind the handshake
   */
  void open(ByteString accept, ByteString early) {
    received = early.isEmpty() ? null : early.asByteBuffer();
    send(accept, true);
  }

  @Override
  public Heard hear(Object message) {
    return switch (message) {
      case Link.Received(ByteString bytes) -> {
        asked--;
        received = received == null ? bytes.asByteBuffer() : joined(received, bytes);
        yield Heard.READABLE;
      }
      case Link.Written _ -> written();
      case Link.Closed _ -> {
        gone = true;
        yield Heard.CLOSED;
      }
      default -> Heard.NOTHING;
    };
  }

  private static ByteBuffer joined(ByteBuffer before, ByteString bytes) {
    return ByteBuffer.allocate(before.remaining() + bytes.size())
        .put(before)
        .put(bytes.asByteBuffer())
        .flip();
  }

  private Heard written() {
    boolean awaited = texts;
    ByteString next = waiting;
    writing = false;
    waiting = null;
    if (next != null) {
      send(next, textsWait);
    } else if (last) {
      link.closeOutput();
    }
    return awaited ? Heard.WRITTEN : Heard.READABLE;
  }

  @Override
  public @Nullable Incoming poll() {
    ByteBuffer in = received;
    if (in == null || waiting != null) {
      return null;
    }
    FrameEvent event = reader.next(in);
    if (event == null) {
      received = null;
      if (!reader.isPartial()) {
        partialSince = 0;
      } else if (partialSince == 0) {
        partialSince = nanos.getAsLong();
      }
      return null;
    }
    partialSince = 0;
    return incoming(event);
  }

  private Incoming incoming(FrameEvent event) {
    return switch (event) {
      case FrameEvent.Text(String text) -> new Incoming.Text(text);
      case FrameEvent.Binary(ByteString payload) -> new Incoming.Binary(payload);
      case FrameEvent.Ping(ByteString payload) -> {
        if (state == State.OPEN) {
          send(Frames.pong(payload), false);
        }
        yield CONTROL;
      }
      case FrameEvent.Pong _ -> CONTROL;
      case FrameEvent.TooLarge _ -> TOO_LARGE;
      case FrameEvent.Close(int code) -> left(code);
      case FrameEvent.Violation(int code) -> left(code);
    };
  }

  /** The client's goodbye is answered with the same; a broken protocol with what is wrong. */
  private Incoming left(int code) {
    if (state == State.OPEN) {
      send(Frames.close(code), false);
    }
    state = State.CLOSED;
    last = true;
    if (!writing) {
      link.closeOutput();
    }
    return LEFT;
  }

  @Override
  public void readOn() {
    while (asked < AHEAD && !gone && received == null && waiting == null) {
      asked++;
      link.readOn();
    }
  }

  @Override
  public boolean trickles() {
    return partialSince != 0 && nanos.getAsLong() - partialSince > FRAME_TIMEOUT;
  }

  @Override
  public int write(List<EncodedText> all) {
    if (all.size() == 1) {
      write(all.getFirst().frame());
    } else {
      ByteStringBuilder together = ByteString.createBuilder();
      all.forEach(text -> together.append(text.frame()));
      write(together.result());
    }
    return all.size();
  }

  /** Writes a whole frame, or more of them. */
  void write(ByteString frames) {
    if (state == State.OPEN) {
      send(frames, true);
    }
  }

  @Override
  public void complete() {
    if (state == State.OPEN) {
      state = State.CLOSING;
      send(Frames.close(NORMAL), false);
      readOn();
    }
  }

  @Override
  public void cut() {
    if (!gone) {
      link.abort();
    }
  }

  private void send(ByteString frames, boolean withTexts) {
    if (writing) {
      textsWait = withTexts || (waiting != null && textsWait);
      waiting = waiting == null ? frames : waiting.concat(frames);
    } else {
      texts = withTexts;
      writing = true;
      link.write(frames);
    }
  }
}
