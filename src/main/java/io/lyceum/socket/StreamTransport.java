package io.lyceum.socket;

import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.socket.SocketMessage.Outgoing;
import io.lyceum.socket.SocketMessage.Taken;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** A socket served by Pekko HTTP: {@link SocketFlow} is at the other end of these messages. */
final class StreamTransport implements Transport {
  private @Nullable ActorRef<Taken> unread;
  private @Nullable ActorRef<Outgoing> out;
  private @Nullable Incoming next;

  @Override
  public Heard hear(Object message) {
    return message instanceof SocketMessage.FromStream known ? hear(known) : Heard.NOTHING;
  }

  private Heard hear(SocketMessage.FromStream message) {
    return switch (message) {
      case SocketMessage.Opening(ActorRef<Taken> stream) -> readable(stream, null);
      case SocketMessage.Frame(ActorRef<Taken> stream, String text) ->
          readable(stream, new Incoming.Text(text));
      case SocketMessage.Unusable(ActorRef<Taken> stream, CloseReason reason) ->
          readable(stream, new Incoming.Unusable(reason));
      case SocketMessage.Connected(ActorRef<Outgoing> stream) -> {
        out = stream;
        yield Heard.WRITTEN;
      }
      case SocketMessage.Written _ -> Heard.WRITTEN;
      case SocketMessage.Closed _ -> Heard.CLOSED;
    };
  }

  private Heard readable(ActorRef<Taken> stream, @Nullable Incoming incoming) {
    unread = stream;
    next = incoming;
    return Heard.READABLE;
  }

  @Override
  public @Nullable Incoming poll() {
    Incoming polled = next;
    next = null;
    return polled;
  }

  @Override
  public void readOn() {
    if (unread != null) {
      unread.tell(Taken.TAKEN);
      unread = null;
    }
  }

  /** The stream looks after that itself. */
  @Override
  public boolean trickles() {
    return false;
  }

  /** Joined, since Pekko HTTP makes a frame of each message it is given. */
  @Override
  public int write(List<EncodedText> texts) {
    tell(
        new Outgoing.Text(
            texts.size() == 1
                ? texts.getFirst().text()
                : texts.stream().map(EncodedText::text).collect(Collectors.joining("\n"))));
    return 1;
  }

  @Override
  public void complete() {
    tell(new Outgoing.Complete());
  }

  @Override
  public void cut() {
    complete();
  }

  private void tell(Outgoing outgoing) {
    if (out != null) {
      out.tell(outgoing);
    }
  }
}
