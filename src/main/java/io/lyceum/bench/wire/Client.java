package io.lyceum.bench.wire;

import io.lyceum.bench.net.FrameWriter;
import io.lyceum.bench.net.WebSocket;
import org.jspecify.annotations.Nullable;

/** One socket of the run: takes its place in a room, then counts what comes and sends when told. */
public final class Client implements WebSocket.Listener {
  /** Who keeps count; one for each loop. */
  public interface Ears {
    void frame(int bytes);

    /**
     * @param stamp when it was meant to be sent
     * @param nanos when it was read
     */
    void delivered(long stamp, long nanos);

    void acknowledged(long stamp, long nanos);

    /** The server refused something after the member was in the room. */
    void refused(String code);

    void ready(Client client);

    /** It is not, or no longer, in its room. */
    void failed(Client client, String why);
  }

  private final Wire wire;
  private final Member member;
  private final Ears ears;
  private final Dialogue dialogue;
  private final LineScanner scanner;
  private final Lines lines = new Lines();
  private volatile @Nullable WebSocket socket;
  private boolean ready;
  private long readAt;

  public Client(Wire wire, Member member, Ears ears) {
    this.wire = wire;
    this.member = member;
    this.ears = ears;
    this.dialogue = wire.dialogue(member);
    this.scanner = new LineScanner(wire);
  }

  public Member member() {
    return member;
  }

  @Override
  public void opened(WebSocket opened) {
    socket = opened;
    dialogue.opened(lines);
  }

  @Override
  public void text(byte[] bytes, int from, int to, long nanos) {
    readAt = nanos;
    ears.frame(to - from);
    scanner.scan(bytes, from, to, lines);
  }

  @Override
  public void ended(String why) {
    ears.failed(this, why);
  }

  /** Sends a message with this stamp; false when the socket is gone. */
  public boolean send(Outgoing message, long stamp, FrameWriter writer, byte[] scratch) {
    WebSocket to = socket;
    message.write(scratch, stamp);
    return to != null && to.send(writer.text(scratch, message.length()));
  }

  /** Says what the wire wants to hear from time to time. */
  public void keepAlive() {
    WebSocket to = socket;
    String words = wire.keepAlive();
    if (to != null && !words.isEmpty()) {
      to.say(words);
    }
  }

  /** Drops the connection without a word. */
  public void abort() {
    WebSocket gone = socket;
    if (gone != null) {
      gone.abort();
    }
  }

  private final class Lines implements LineScanner.Handler, Dialogue.Turn {
    @Override
    public void delivered(long stamp) {
      ears.delivered(stamp, readAt);
    }

    @Override
    public void acknowledged(long stamp) {
      ears.acknowledged(stamp, readAt);
    }

    @Override
    public void said(byte[] bytes, int from, int to) {
      dialogue.heard(Bytes.text(bytes, from, to), this);
    }

    @Override
    public void say(String text) {
      WebSocket to = socket;
      if (to != null) {
        to.say(text);
      }
    }

    @Override
    public void ready() {
      ready = true;
      ears.ready(Client.this);
    }

    @Override
    public void refused(String code) {
      if (ready) {
        ears.refused(code);
      } else {
        abort();
        ears.failed(Client.this, "refused with " + code);
      }
    }
  }
}
