package io.lyceum.platform.front;

import io.lyceum.platform.tcp.Link;
import io.lyceum.platform.websocket.FirstRequest;
import io.lyceum.platform.websocket.Handshake;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;

/** A connection whose first request is being read, until it is clear who serves it. */
final class Arrival extends ExtensibleBehavior<Object> {
  /** Who has not said by then what it wants is let go; a slow head cannot hold a connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private enum Nudge {
    LATE
  }

  private final Link link;
  private final Optional<SocketTaker> sockets;
  private final Function<ByteString, Behavior<Object>> http;
  private final Runnable settled;
  private ByteString bytes = ByteString.emptyByteString();

  /**
   * @param http what the actor becomes for whatever is no handshake; given all bytes so far
   */
  Arrival(
      ActorContext<Object> context,
      Link link,
      Optional<SocketTaker> sockets,
      Function<ByteString, Behavior<Object>> http,
      Runnable settled) {
    this.link = link;
    this.sockets = sockets;
    this.http = http;
    this.settled = settled;
    context.scheduleOnce(PATIENCE, context.getSelf(), Nudge.LATE);
    link.readOn();
  }

  @Override
  public Behavior<Object> receive(TypedActorContext<Object> context, Object message) {
    return switch (message) {
      case Link.Received received -> read(received.bytes());
      case Nudge _, Front.Leave _ -> Behaviors.stopped();
      case Link.Closed _ -> Behaviors.stopped();
      default -> this;
    };
  }

  @Override
  public Behavior<Object> receiveSignal(TypedActorContext<Object> context, Signal signal) {
    if (signal instanceof PostStop) {
      link.abort();
    }
    return this;
  }

  private Behavior<Object> read(ByteString more) {
    boolean first = bytes.isEmpty();
    bytes = bytes.concat(more);
    if (sockets.isEmpty()) {
      return http.apply(bytes);
    }
    // Only an end of line can complete a head; otherwise byte after byte would be read anew.
    if (!first && more.indexOf((byte) '\n') < 0 && bytes.size() < FirstRequest.MAX_HEAD) {
      link.readOn();
      return this;
    }
    SocketTaker taker = sockets.get();
    return switch (FirstRequest.read(bytes.toArrayUnsafe(), taker.path())) {
      case FirstRequest.Undecided _ -> {
        link.readOn();
        yield this;
      }
      case FirstRequest.Other _ -> http.apply(bytes);
      case Handshake handshake ->
          taker.take(
              handshake,
              new Guest(link, bytes.drop(handshake.length()), settled, () -> http.apply(bytes)));
    };
  }
}
