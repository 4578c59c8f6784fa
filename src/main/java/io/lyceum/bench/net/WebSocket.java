package io.lyceum.bench.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client's end of a WebSocket: opens it, answers pings, hands texts on as bytes. */
public final class WebSocket implements Protocol {
  /** Hears what comes in; the bytes are only good during the call. */
  public interface Listener {
    void opened(WebSocket socket);

    /**
     * @param nanos when it was read
     */
    void text(byte[] bytes, int from, int to, long nanos);

    /** It is over, whoever ended it; not after {@link WebSocket#abort}. */
    void ended(String why);
  }

  /** Where the server is found. */
  public record Endpoint(String host, String path, @Nullable String subprotocol) {}

  private final Endpoint endpoint;
  private final Listener listener;
  private final Handshake handshake = new Handshake();
  private final FrameReader frames = new FrameReader(new Incoming());
  private @Nullable Connection connection;
  private boolean open;
  private long readAt;

  public WebSocket(Endpoint endpoint, Listener listener) {
    this.endpoint = endpoint;
    this.listener = listener;
  }

  @Override
  public void connected(Connection made) {
    connection = made;
    made.write(
        ByteBuffer.wrap(
            handshake.request(endpoint.host(), endpoint.path(), endpoint.subprotocol())));
  }

  @Override
  public int received(byte[] bytes, int from, int to, long nanos) {
    readAt = nanos;
    if (open) {
      return frames.read(bytes, from, to);
    }
    int answered = handshake.answered(bytes, from, to);
    if (answered < 0) {
      return from;
    }
    open = true;
    listener.opened(this);
    return frames.read(bytes, answered, to);
  }

  @Override
  public void lost(String why) {
    listener.ended(why);
  }

  /** Sends a text; for the few words of a dialogue, load is sent by {@link #send}. */
  public void say(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(new FrameWriter().text(bytes, bytes.length));
  }

  /** Sends a frame that is written already; any thread may. False when the socket is gone. */
  public boolean send(ByteBuffer frame) {
    Connection to = connection;
    return to != null && to.write(frame);
  }

  /** Lets go of it without a word, as a phone in a tunnel does. */
  public void abort() {
    Connection gone = connection;
    if (gone != null) {
      gone.close();
    }
  }

  private void answer(int opcode, byte[] bytes, int from, int to) {
    send(new FrameWriter().frame(opcode, bytes, from, to - from));
  }

  private final class Incoming implements FrameReader.Handler {
    @Override
    public void text(byte[] bytes, int from, int to) {
      listener.text(bytes, from, to, readAt);
    }

    @Override
    public void ping(byte[] bytes, int from, int to) {
      answer(FrameWriter.PONG, bytes, from, to);
    }

    @Override
    public void close(int code) {
      answer(FrameWriter.CLOSE, new byte[0], 0, 0);
      abort();
      listener.ended("closed by the server with " + code);
    }
  }
}
