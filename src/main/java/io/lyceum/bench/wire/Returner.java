package io.lyceum.bench.wire;

import io.lyceum.bench.net.Loop;
import io.lyceum.bench.net.WebSocket;
import org.jspecify.annotations.Nullable;

/** A socket that comes back to its room and catches up with what it missed. */
public final class Returner implements WebSocket.Listener {
  /** Hears how it went. */
  public interface Ears {
    /**
     * @param connected when the WebSocket was open again
     * @param caughtUp when the last missed message had been read
     */
    void back(long connected, long caughtUp);

    void failed(String why);
  }

  private final Dialogue dialogue;
  private final LineScanner scanner;
  private final long missed;
  private final Ears ears;
  private final Lines lines = new Lines();
  private @Nullable WebSocket socket;
  private long connected;
  private boolean subscribed;
  private long read;
  private boolean done;

  /**
   * @param missed how many messages it has to read
   */
  public Returner(LyceumWire wire, Member member, long after, long missed, Ears ears) {
    this.dialogue = wire.dialogue(member, after);
    this.scanner = new LineScanner(wire);
    this.missed = missed;
    this.ears = ears;
  }

  @Override
  public void opened(WebSocket opened) {
    socket = opened;
    connected = Loop.nanos();
    dialogue.opened(lines);
  }

  @Override
  public void text(byte[] bytes, int from, int to, long nanos) {
    scanner.scan(bytes, from, to, lines);
    if (!done && subscribed && read >= missed) {
      done = true;
      ears.back(connected, nanos);
    }
  }

  @Override
  public void ended(String why) {
    if (!done) {
      done = true;
      ears.failed(why);
    }
  }

  private final class Lines implements LineScanner.Handler, Dialogue.Turn {
    @Override
    public void delivered(long stamp) {
      read++;
    }

    @Override
    public void acknowledged(long stamp) {
      // It sends nothing.
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
      subscribed = true;
    }

    @Override
    public void refused(String code) {
      ended("refused with " + code);
    }
  }
}
