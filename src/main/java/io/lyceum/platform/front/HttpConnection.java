package io.lyceum.platform.front;

import io.lyceum.platform.front.HttpStreams.Go;
import io.lyceum.platform.front.HttpStreams.Input;
import io.lyceum.platform.front.HttpStreams.Output;
import io.lyceum.platform.tcp.Link;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A connection that Pekko HTTP serves: carries bytes, in each direction one piece at a time. */
final class HttpConnection extends ExtensibleBehavior<Object> {
  private final Link link;
  private final ActorRef<Input> server;
  private final InFlight requests;
  private final Patience patience;
  private @Nullable ActorRef<Go> writing;
  private boolean closed;

  /**
   * @param first what was read already
   */
  HttpConnection(
      ActorContext<Object> context,
      Link link,
      ActorRef<Input> server,
      InFlight requests,
      ByteString first) {
    this.link = link;
    this.server = server;
    this.requests = requests;
    this.patience = new Patience(context, requests);
    patience.heard();
    server.tell(new Input.Bytes(first));
  }

  @Override
  public Behavior<Object> receive(TypedActorContext<Object> context, Object message) {
    switch (message) {
      case Link.Received received -> {
        patience.heard();
        server.tell(new Input.Bytes(received.bytes()));
      }
      case Output.Taken _ -> link.readOn();
      case Output.Open(ActorRef<Go> stream) -> stream.tell(Go.GO);
      case Output.Bytes(ActorRef<Go> stream, ByteString bytes) -> {
        writing = stream;
        patience.writing();
        link.write(bytes);
      }
      case Link.Written _ -> {
        patience.written();
        if (writing != null) {
          writing.tell(Go.GO);
        }
      }
      case Output.End _ -> link.close();
      case Output.Broken _ -> link.abort();
      case Front.Leave _ -> {
        if (requests.isEmpty()) {
          server.tell(new Input.End());
        }
      }
      case Patience.Nudge _ -> {
        if (patience.isOver()) {
          return Behaviors.stopped();
        }
      }
      case Link.Closed _ -> {
        closed = true;
        return Behaviors.stopped();
      }
      default -> {}
    }
    return this;
  }

  @Override
  public Behavior<Object> receiveSignal(TypedActorContext<Object> context, Signal signal) {
    if (signal instanceof PostStop) {
      server.tell(new Input.Broken());
      if (!closed) {
        link.abort();
      }
    }
    return this;
  }
}
