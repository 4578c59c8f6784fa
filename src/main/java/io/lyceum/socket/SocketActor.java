package io.lyceum.socket;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.socket.Transport.Incoming;
import io.lyceum.topic.entity.SignalRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its hello to its bye. It hears {@link SubscriberMessage}s and whatever its
 * transport speaks; a behaviour without builders and timers of its own, since there are thousands.
 */
final class SocketActor extends ExtensibleBehavior<Object> {
  /** How long a goodbye may take to be written and answered. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  /** Silent for so many heartbeats, a client is gone (protocol: 2.2). */
  private static final double HEARTBEATS = 2.2;

  private final ActorContext<Object> context;
  private final Seat seat;
  private final SocketSurroundings around;
  private final Transport transport;
  private final Wire wire;
  private final Subscriptions subscriptions;
  private final Limits limits;
  private final Requests requests;
  private @Nullable Caller caller;
  private boolean mobile;

  /** When the token ends; by the registry's ticks that is seen some seconds later. */
  private long untilMs = Long.MAX_VALUE;

  /** The server ended it. */
  private boolean ending;

  private SocketActor(ActorContext<Object> context, Seat seat, Transport transport) {
    this.context = context;
    this.seat = seat;
    this.around = seat.around();
    this.transport = transport;
    this.wire = new Wire(around, seat.metrics(), transport, this::flushNextTurn);
    this.subscriptions = new Subscriptions(seat.session(), wire, seat.metrics(), context::watch);
    this.limits = new Limits(around.settings(), around.nanos());
    this.requests = new Requests(context, seat, wire, subscriptions, limits);
    nudge(around.settings().helloTimeout(), SocketMessage.Nudge.HELLO_LATE);
  }

  /** What an actor becomes that has a transport. */
  static Behavior<Object> create(Seat seat, Transport transport) {
    return Behaviors.setup(context -> new SocketActor(context, seat, transport));
  }

  @Override
  public Behavior<Object> receive(TypedActorContext<Object> typed, Object message) {
    switch (message) {
      case SocketMessage.Answered answered -> requests.on(answered);
      case SocketMessage.End(CloseReason reason) -> end(reason);
      case SocketMessage.Nudge nudge -> {
        return on(nudge);
      }
      case SocketMessage.FromStream fromStream -> {
        return on(transport.hear(fromStream));
      }
      case SubscriberMessage fromFeed -> subscriptions.on(fromFeed);
      case SignalRefused refused ->
          wire.failure(null, refused.topic().wire(), refused.rejection(), 0);
      default -> {
        return on(transport.hear(message));
      }
    }
    return this;
  }

  @Override
  public Behavior<Object> receiveSignal(TypedActorContext<Object> typed, Signal signal) {
    if (signal instanceof Terminated feed) {
      subscriptions.feedLost(feed.getRef());
    } else if (signal instanceof PostStop) {
      if (!ending) {
        seat.metrics().closedByClient();
      }
      transport.cut();
    }
    return this;
  }

  private Behavior<Object> on(Transport.Heard heard) {
    switch (heard) {
      case READABLE -> read();
      case WRITTEN -> {
        wire.written();
        read();
        subscriptions.catchUpIfRoom();
      }
      case CLOSED -> {
        return Behaviors.stopped();
      }
      case NOTHING -> {}
    }
    return this;
  }

  /** Who does not read its answers is not heard until it does. */
  private void read() {
    while (!wire.queue().isFull()) {
      Incoming incoming = transport.poll();
      if (incoming == null) {
        transport.readOn();
        return;
      }
      on(incoming);
    }
  }

  private void on(Incoming incoming) {
    switch (incoming) {
      case Incoming.Text(String text) -> onFrame(text);
      case Incoming.Binary _ -> end(CloseReason.BAD_FRAMES);
      case Incoming.Control _ -> {
        if (!limits.control()) {
          end(CloseReason.FLOODING);
        }
      }
      case Incoming.Unusable(CloseReason reason) -> end(reason);
      case Incoming.Left _ -> {
        wire.over();
        nudge(LAST_WORDS, SocketMessage.Nudge.LET_GO);
      }
    }
  }

  private Behavior<Object> on(SocketMessage.Nudge nudge) {
    switch (nudge) {
      case LET_GO -> {
        return Behaviors.stopped();
      }
      case FLUSH -> wire.flush();
      case HELLO_LATE -> {
        if (caller == null) {
          end(CloseReason.UNAUTHENTICATED);
        }
      }
      case TICK -> {
        if (limits.silence().toMillis() > heartbeat().toMillis() * HEARTBEATS) {
          end(CloseReason.HEARTBEAT_LOST);
        } else if (wire.stuckNanos() > around.settings().slowTimeout().toNanos()) {
          end(CloseReason.TOO_SLOW);
        } else if (around.clock().millis() >= untilMs) {
          end(CloseReason.UNAUTHENTICATED);
        } else if (transport.trickles()) {
          end(CloseReason.TOO_LARGE);
        }
        subscriptions.askAgain();
      }
    }
    return this;
  }

  private Duration heartbeat() {
    return mobile ? around.settings().mobileHeartbeat() : around.settings().heartbeat();
  }

  private void onFrame(String text) {
    seat.metrics().framesIn.increment();
    if (wire.isEnding()) {
      return;
    }
    if (!limits.frame()) {
      end(CloseReason.FLOODING);
      return;
    }
    ClientFrame frame = ClientFrames.read(text);
    Caller known = caller;
    switch (frame) {
      case ClientFrame.Unreadable unreadable -> onUnreadable(unreadable);
      case ClientFrame.Ping ping ->
          wire.answer(new ServerFrame.Pong(ping.t(), around.clock().instant()));
      case ClientFrame.Hello hello when known == null -> onHello(hello);
      case ClientFrame.Hello _ ->
          requests.refuse(null, null, ErrorCode.CONFLICT, "This socket has said hello already.");
      case ClientFrame.Subscribe _,
          ClientFrame.Unsubscribe _,
          ClientFrame.Command _,
          ClientFrame.Signal _ -> {
        if (known == null) {
          requests.refuse(null, null, ErrorCode.UNAUTHENTICATED, "Say hello first.");
        } else {
          requests.on(frame, known);
        }
      }
    }
  }

  private void onUnreadable(ClientFrame.Unreadable unreadable) {
    wire.failure(unreadable.id(), null, unreadable.rejection(), 0);
    if (unreadable.bad() && !limits.badFrame()) {
      end(CloseReason.BAD_FRAMES);
    }
  }

  private void onHello(ClientFrame.Hello hello) {
    Optional<SocketAuthentication.Verified> verified =
        around.authentication().verify(hello.token());
    if (verified.isEmpty()) {
      context
          .getLog()
          .atInfo()
          .addKeyValue("session", seat.session().value())
          .log("A socket's token was refused");
      requests.refuse(null, null, ErrorCode.UNAUTHENTICATED, "The token is wrong or expired.");
      end(CloseReason.UNAUTHENTICATED);
      return;
    }
    Caller who = verified.get().caller();
    caller = who;
    mobile = hello.client().startsWith("mobile/");
    untilMs = verified.get().until().toEpochMilli();
    seat.registry()
        .tell(
            new SocketRegistry.SignedIn(
                who.user(), verified.get().session().orElse(null), context.getSelf().narrow()));
    SocketSettings settings = around.settings();
    Instant now = around.clock().instant();
    wire.answer(
        new ServerFrame.Welcome(
            seat.session().value(),
            who,
            now,
            heartbeat().toSeconds(),
            new ServerFrame.Limits(
                settings.frameBytes(),
                settings.inflight(),
                settings.topics(),
                settings.commandsPerSecond())));
    hello.resume().forEach((topic, seq) -> requests.subscribe(topic, topic, seq, who));
  }

  private void end(CloseReason reason) {
    if (!wire.isEnding()) {
      ending = true;
      seat.metrics().closed(reason);
      wire.bye(reason);
      nudge(LAST_WORDS, SocketMessage.Nudge.LET_GO);
    }
  }

  private void flushNextTurn() {
    context.getExecutionContext().execute(() -> context.getSelf().tell(SocketMessage.Nudge.FLUSH));
  }

  private void nudge(Duration later, SocketMessage.Nudge nudge) {
    context.scheduleOnce(later, context.getSelf(), nudge);
  }
}
