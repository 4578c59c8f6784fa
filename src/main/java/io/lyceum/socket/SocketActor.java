package io.lyceum.socket;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.SessionId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.socket.SocketMessage.Taken;
import io.lyceum.topic.entity.SignalRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** One connection, from its hello to its bye. */
final class SocketActor extends AbstractBehavior<SubscriberMessage> {
  private static final Duration TICK = Duration.ofSeconds(5);

  /** How long a bye may take to be written. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  /** Silent for so many heartbeats, a client is gone (protocol: 2.2). */
  private static final double HEARTBEATS = 2.2;

  private final SocketSurroundings around;
  private final SocketSettings settings;
  private final SocketMetrics metrics;
  private final ActorRef<SocketRegistry.Message> registry;
  private final TimerScheduler<SubscriberMessage> timers;
  private final SessionId session;
  private final Wire wire;
  private final Subscriptions subscriptions;
  private final Limits limits;
  private final Requests requests;
  private @Nullable Caller caller;
  private Duration heartbeat;
  private @Nullable ActorRef<Taken> unread;
  private boolean ending;

  private SocketActor(
      ActorContext<SubscriberMessage> context,
      TimerScheduler<SubscriberMessage> timers,
      SessionId session,
      SocketSurroundings around,
      SocketMetrics metrics,
      ActorRef<SocketRegistry.Message> registry) {
    super(context);
    this.timers = timers;
    this.session = session;
    this.around = around;
    this.settings = around.settings();
    this.metrics = metrics;
    this.registry = registry;
    this.wire = new Wire(around, metrics);
    this.subscriptions = new Subscriptions(session, wire, metrics, context::watch);
    this.limits = new Limits(settings, around.nanos());
    this.heartbeat = settings.heartbeat();
    this.requests = new Requests(context, session, around, metrics, wire, subscriptions, limits);
    timers.startTimerWithFixedDelay(
        SocketMessage.Nudge.TICK,
        settings.helloTimeout().compareTo(TICK) < 0 ? settings.helloTimeout() : TICK);
  }

  static Behavior<SubscriberMessage> create(
      SessionId session,
      SocketSurroundings around,
      SocketMetrics metrics,
      ActorRef<SocketRegistry.Message> registry) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new SocketActor(context, timers, session, around, metrics, registry)));
  }

  @Override
  public Receive<SubscriberMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(SocketMessage.class, this::onSocketMessage)
        .onAnyMessage(
            message -> {
              subscriptions.on(message);
              return this;
            })
        .onSignal(
            Terminated.class,
            feed -> {
              subscriptions.feedLost(feed.getRef());
              return this;
            })
        .onSignal(PostStop.class, _ -> stopped())
        .build();
  }

  private Behavior<SubscriberMessage> onSocketMessage(SocketMessage message) {
    switch (message) {
      case SocketMessage.Frame(ActorRef<Taken> transport, String text) -> {
        onFrame(text);
        if (wire.queue().isFull()) {
          unread = transport;
        } else {
          transport.tell(Taken.TAKEN);
        }
      }
      case SocketMessage.Written _ -> {
        wire.written();
        readOn();
        subscriptions.catchUpIfRoom();
      }
      case SocketMessage.Answered answered -> requests.on(answered);
      case SocketMessage.SignalBack(SignalRefused refused) ->
          wire.failure(null, refused.topic().wire(), refused.rejection(), 0);
      case SocketMessage.Opening(ActorRef<Taken> transport) -> transport.tell(Taken.TAKEN);
      case SocketMessage.Connected connected -> wire.connected(connected.out());
      case SocketMessage.Unusable unusable -> end(unusable.reason());
      case SocketMessage.End(CloseReason reason) -> end(reason);
      case SocketMessage.Closed _ -> {
        return Behaviors.stopped();
      }
      case SocketMessage.Nudge nudge -> {
        return onNudge(nudge);
      }
    }
    return this;
  }

  /** Who does not read its answers is not heard until it does. */
  private void readOn() {
    if (unread != null && !wire.queue().isFull()) {
      unread.tell(Taken.TAKEN);
      unread = null;
    }
  }

  private Behavior<SubscriberMessage> onNudge(SocketMessage.Nudge nudge) {
    switch (nudge) {
      case LET_GO -> {
        return Behaviors.stopped();
      }
      case TOKEN_EXPIRED -> end(CloseReason.UNAUTHENTICATED);
      case TICK -> {
        Duration silence = limits.silence();
        if (caller == null && limits.age().compareTo(settings.helloTimeout()) >= 0) {
          end(CloseReason.UNAUTHENTICATED);
        } else if (silence.toMillis() > heartbeat.toMillis() * HEARTBEATS) {
          end(CloseReason.HEARTBEAT_LOST);
        } else if (wire.stuckNanos() > settings.slowTimeout().toNanos()) {
          end(CloseReason.TOO_SLOW);
        }
        subscriptions.askAgain();
      }
    }
    return this;
  }

  private void onFrame(String text) {
    metrics.framesIn.increment();
    if (ending) {
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
      getContext()
          .getLog()
          .atInfo()
          .addKeyValue("session", session.value())
          .log("A socket's token was refused");
      requests.refuse(null, null, ErrorCode.UNAUTHENTICATED, "The token is wrong or expired.");
      end(CloseReason.UNAUTHENTICATED);
      return;
    }
    Caller who = verified.get().caller();
    caller = who;
    heartbeat =
        hello.client().startsWith("mobile/") ? settings.mobileHeartbeat() : settings.heartbeat();
    Instant now = around.clock().instant();
    timers.startSingleTimer(
        SocketMessage.Nudge.TOKEN_EXPIRED, Duration.between(now, verified.get().until()));
    registry.tell(new SocketRegistry.SignedIn(who.user(), getContext().getSelf()));
    wire.answer(
        new ServerFrame.Welcome(
            session.value(),
            who,
            now,
            heartbeat.toSeconds(),
            new ServerFrame.Limits(
                settings.frameBytes(),
                settings.inflight(),
                settings.topics(),
                settings.commandsPerSecond())));
    hello.resume().forEach((topic, seq) -> requests.subscribe(topic, topic, seq, who));
  }

  private void end(CloseReason reason) {
    if (!ending) {
      ending = true;
      metrics.closed(reason);
      wire.bye(reason);
      timers.startSingleTimer(SocketMessage.Nudge.LET_GO, LAST_WORDS);
    }
  }

  private Behavior<SubscriberMessage> stopped() {
    if (!ending) {
      metrics.closedByClient();
    }
    wire.cut();
    return this;
  }
}
