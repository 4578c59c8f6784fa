package io.lyceum.socket;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedMessage;
import io.lyceum.hub.Hub;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.socket.SocketMessage.Taken;
import io.lyceum.topic.Answer;
import io.lyceum.topic.entity.SignalRefused;
import io.lyceum.topic.entity.TopicMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
  private final ActorRef<SignalRefused> signalRefusals;
  private @Nullable Caller caller;
  private Duration heartbeat;
  private int inFlight;
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
    this.wire = new Wire(settings, metrics);
    this.subscriptions = new Subscriptions(session, wire, metrics, context::watch);
    this.limits = new Limits(settings);
    this.heartbeat = settings.heartbeat();
    this.signalRefusals =
        context.messageAdapter(SignalRefused.class, SocketMessage.SignalBack::new);
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
      case SocketMessage.Answered answered -> onAnswered(answered);
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
          refuse(null, null, ErrorCode.CONFLICT, "This socket has said hello already.");
      case ClientFrame.Subscribe _,
          ClientFrame.Unsubscribe _,
          ClientFrame.Command _,
          ClientFrame.Signal _ -> {
        if (known == null) {
          refuse(null, null, ErrorCode.UNAUTHENTICATED, "Say hello first.");
        } else {
          onRequest(frame, known);
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
      refuse(null, null, ErrorCode.UNAUTHENTICATED, "The token is wrong or expired.");
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
    hello.resume().forEach((topic, seq) -> subscribe(topic, topic, seq, who));
  }

  private void onRequest(ClientFrame frame, Caller who) {
    switch (frame) {
      case ClientFrame.Subscribe(String id, String topic, Long after) ->
          subscribe(id, topic, after, who);
      case ClientFrame.Unsubscribe(String id, String topic) -> {
        TopicId.parse(who.school(), topic).ifPresent(subscriptions::leave);
        wire.answer(new ServerFrame.Ack(id, topic, null));
      }
      case ClientFrame.Command command -> command(command, who);
      case ClientFrame.Signal signal -> signal(signal, who);
      default -> throw new IllegalStateException("not a request: " + frame.getClass().getName());
    }
  }

  private void subscribe(String id, String topicName, @Nullable Long after, Caller who) {
    Optional<TopicId> topic =
        TopicId.parse(who.school(), topicName).filter(t -> around.topics().knows(t));
    if (topic.isEmpty()) {
      refuse(id, topicName, ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (subscriptions.count() >= settings.topics() && !subscriptions.follows(topic.get())) {
      refuse(
          id,
          topicName,
          ErrorCode.TOO_MANY_IN_FLIGHT,
          "This socket follows as many topics as it may.");
    } else {
      subscriptions.requested(topic.get());
      around
          .hub()
          .tell(
              new Hub.Follow(
                  topic.get(),
                  new FeedMessage.Subscribe(getContext().getSelf(), session, id, who, after)));
    }
  }

  private void command(ClientFrame.Command command, Caller who) {
    String id = command.id().value().toString();
    Optional<TopicId> topic = TopicId.parse(who.school(), command.topic());
    if (topic.isEmpty()) {
      refuse(id, command.topic(), ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (inFlight >= settings.inflight()) {
      refuse(
          id,
          command.topic(),
          ErrorCode.TOO_MANY_IN_FLIGHT,
          "Wait for an answer before you send more.");
    } else if (!limits.command()) {
      limited(id, command.topic());
    } else {
      inFlight++;
      long started = System.nanoTime();
      getContext()
          .pipeToSelf(
              around
                  .topics()
                  .submit(
                      topic.get(),
                      who,
                      command.id(),
                      command.follows(),
                      command.type(),
                      command.data()),
              (answer, failure) ->
                  new SocketMessage.Answered(
                      command.id(),
                      command.topic(),
                      failure == null ? answer : Answer.unavailable(1_000),
                      started));
    }
  }

  private void signal(ClientFrame.Signal signal, Caller who) {
    Optional<TopicId> topic =
        TopicId.parse(who.school(), signal.topic()).filter(t -> around.topics().knows(t));
    if (topic.isEmpty()) {
      refuse(null, signal.topic(), ErrorCode.NOT_FOUND, "There is no such topic.");
    } else if (!limits.command()) {
      limited(null, signal.topic());
    } else {
      around
          .entities()
          .apply(topic.get())
          .tell(
              new TopicMessage.Signal(
                  who, session, signal.type(), signal.data(), signal.to(), signalRefusals));
    }
  }

  private void onAnswered(SocketMessage.Answered answered) {
    String id = answered.id().value().toString();
    inFlight--;
    metrics.commands.record(System.nanoTime() - answered.startedNanos(), TimeUnit.NANOSECONDS);
    switch (answered.answer()) {
      case Answer.Acked(long seq) -> wire.answer(new ServerFrame.Ack(id, answered.topic(), seq));
      case Answer.Refused(Rejection why, long retryAfterMs) ->
          wire.failure(id, answered.topic(), why, retryAfterMs);
    }
  }

  private void limited(@Nullable String id, String topic) {
    Rejection why =
        new Rejection(ErrorCode.RATE_LIMITED, "More than this socket may send in a second.");
    wire.failure(id, topic, why, limits.retryAfterMs());
  }

  private void refuse(@Nullable String id, @Nullable String topic, ErrorCode code, String message) {
    wire.failure(id, topic, new Rejection(code, message), 0);
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
    wire.cut();
    return this;
  }
}
