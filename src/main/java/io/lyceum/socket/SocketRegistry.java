package io.lyceum.socket;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.topic.ClusterMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this node: how many, whose, and how they end. Upgraded connections are counted by
 * nobody else.
 */
public final class SocketRegistry extends AbstractBehavior<SocketRegistry.Message> {
  /** What the registry understands. */
  public sealed interface Message {}

  /** A handshake of Pekko HTTP wants a socket; null in answer means there is no room. */
  record Open(ActorRef<Opened> replyTo) implements Message {}

  /** A connection wants to be a socket. */
  record Admit(ActorRef<SubscriberMessage> socket, ActorRef<Admitted> replyTo) implements Message {}

  /** It may, if it has a seat; null when the node is full or going away. */
  record Admitted(@Nullable Seat seat) {}

  /** The socket for a handshake, null when the node is full or going away. */
  record Opened(@Nullable ActorRef<SubscriberMessage> socket) {}

  /**
   * @param session the sign-in that the socket ends with, if any
   */
  record SignedIn(UserId user, @Nullable UUID session, ActorRef<SubscriberMessage> socket)
      implements Message {}

  /**
   * Ends a person's sockets here and on every other node.
   *
   * @param session only those of this sign-in, null: all
   */
  public record SignOut(UserId user, @Nullable UUID session) implements Message {}

  /** The same for this node only; what each node hears of the one above. */
  public record SignedOut(UserId user, @Nullable UUID session) implements Message, ClusterMessage {}

  private record Own(ActorRef<SubscriberMessage> socket, @Nullable UUID session) {}

  private enum Beat implements Message {
    BEAT
  }

  /** The node is going away: every client is sent elsewhere, each at another time. */
  public record Drain(ActorRef<Done> replyTo) implements Message {}

  /** Each socket is looked after at least so often, or as soon as its hello is due. */
  private static final Duration ROUND = Duration.ofSeconds(5);

  /** One part of the sockets after the other, so that they do not all wake at once. */
  private static final int SLICES = 20;

  private final SocketSurroundings around;
  private final SocketMetrics metrics;
  private final ActorRef<Topic.Command<Message>> everyNode;

  /** All sockets and whose they are, null before their hello. */
  private final List<Map<ActorRef<SubscriberMessage>, @Nullable UserId>> slices;

  /** The oldest first; most have one. */
  private final Map<UserId, List<Own>> byUser = new HashMap<>();

  private int count;
  private int slice;
  private @Nullable ActorRef<Done> drained;

  private SocketRegistry(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      SocketSurroundings around,
      MeterRegistry meters) {
    super(context);
    this.around = around;
    this.metrics = new SocketMetrics(meters);
    this.everyNode = context.spawn(Topic.create(Message.class, "signed-out"), "signed-out");
    everyNode.tell(Topic.subscribe(context.getSelf()));
    this.slices =
        Stream.generate(HashMap<ActorRef<SubscriberMessage>, @Nullable UserId>::new)
            .limit(SLICES)
            .<Map<ActorRef<SubscriberMessage>, @Nullable UserId>>map(m -> m)
            .toList();
    Duration hello = around.settings().helloTimeout();
    timers.startTimerWithFixedDelay(
        Beat.BEAT, (hello.compareTo(ROUND) < 0 ? hello : ROUND).dividedBy(SLICES));
  }

  public static Behavior<Message> create(SocketSurroundings around, MeterRegistry meters) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new SocketRegistry(context, timers, around, meters)));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Open.class, this::onOpen)
        .onMessage(Admit.class, this::onAdmit)
        .onMessage(Beat.class, _ -> onBeat())
        .onMessage(SignedIn.class, this::onSignedIn)
        .onMessage(
            SignOut.class,
            out -> {
              everyNode.tell(Topic.publish(new SignedOut(out.user(), out.session())));
              return this;
            })
        .onMessage(SignedOut.class, this::onSignedOut)
        .onMessage(Drain.class, this::onDrain)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Message> onOpen(Open open) {
    if (isFull()) {
      open.replyTo().tell(new Opened(null));
      return this;
    }
    ActorRef<SubscriberMessage> socket =
        getContext().spawnAnonymous(SocketActor.create(seat(), new StreamTransport())).narrow();
    admit(socket);
    open.replyTo().tell(new Opened(socket));
    return this;
  }

  private Behavior<Message> onAdmit(Admit admit) {
    if (isFull()) {
      admit.replyTo().tell(new Admitted(null));
    } else {
      admit(admit.socket());
      admit.replyTo().tell(new Admitted(seat()));
    }
    return this;
  }

  private boolean isFull() {
    return drained != null || count >= around.settings().maxSockets();
  }

  private Seat seat() {
    SessionId session =
        new SessionId(Generators.timeBasedEpochRandomGenerator().generate().toString());
    return new Seat(session, around, metrics, getContext().getSelf());
  }

  private void admit(ActorRef<SubscriberMessage> socket) {
    getContext().watch(socket);
    slice(socket).put(socket, null);
    metrics.open.set(++count);
    metrics.opened.increment();
  }

  private Map<ActorRef<SubscriberMessage>, @Nullable UserId> slice(
      ActorRef<SubscriberMessage> socket) {
    return slices.get(Math.floorMod(socket.path().uid(), SLICES));
  }

  private Behavior<Message> onBeat() {
    slice = (slice + 1) % SLICES;
    slices.get(slice).keySet().forEach(socket -> socket.tell(SocketMessage.Nudge.TICK));
    return this;
  }

  private Behavior<Message> onSignedIn(SignedIn in) {
    if (!slice(in.socket()).containsKey(in.socket())) {
      return this;
    }
    slice(in.socket()).put(in.socket(), in.user());
    List<Own> own = new ArrayList<>(byUser.getOrDefault(in.user(), List.of()));
    own.add(new Own(in.socket(), in.session()));
    if (own.size() > around.settings().socketsPerUser()) {
      // Forgotten at once: it ends a little later, and until then the next one in must end another.
      own.removeFirst().socket().tell(new SocketMessage.End(CloseReason.REPLACED));
    }
    byUser.put(in.user(), List.copyOf(own));
    return this;
  }

  private Behavior<Message> onSignedOut(SignedOut out) {
    byUser.getOrDefault(out.user(), List.of()).stream()
        .filter(own -> out.session() == null || out.session().equals(own.session()))
        .forEach(own -> own.socket().tell(new SocketMessage.End(CloseReason.SIGNED_OUT)));
    return this;
  }

  private Behavior<Message> onDrain(Drain drain) {
    drained = drain.replyTo();
    SocketMessage end = new SocketMessage.End(CloseReason.GOING_AWAY);
    slices.forEach(slice -> slice.keySet().forEach(socket -> socket.tell(end)));
    tellWhenDrained();
    return this;
  }

  private Behavior<Message> onTerminated(Terminated terminated) {
    ActorRef<SubscriberMessage> socket = terminated.getRef().unsafeUpcast();
    UserId user = slice(socket).remove(socket);
    metrics.open.set(--count);
    if (user != null) {
      byUser.computeIfPresent(
          user,
          (_, own) -> {
            List<Own> others =
                own.stream().filter(other -> !other.socket().equals(socket)).toList();
            return others.isEmpty() ? null : others;
          });
    }
    tellWhenDrained();
    return this;
  }

  private void tellWhenDrained() {
    if (drained != null && count == 0) {
      drained.tell(Done.getInstance());
    }
  }
}
