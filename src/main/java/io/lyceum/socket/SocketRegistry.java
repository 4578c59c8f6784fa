package io.lyceum.socket;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.platform.http.Refusal;
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

  /** A handshake of Pekko HTTP wants a socket. */
  record Open(String client, ActorRef<Opening> replyTo) implements Message {}

  /** A connection wants to be a socket. */
  record Admit(String client, ActorRef<SubscriberMessage> socket, ActorRef<Entry> replyTo)
      implements Message {}

  /** What became of an {@link Open}. */
  sealed interface Opening {}

  /** What became of an {@link Admit}. */
  sealed interface Entry {}

  /** The socket for a handshake. */
  record Opened(ActorRef<SubscriberMessage> socket) implements Opening {}

  /** The connection may be a socket. */
  record Admitted(Seat seat) implements Entry {}

  /** There shall be no socket, and why. */
  record Refused(Refusal why) implements Opening, Entry {}

  /** A socket's client, and whose it is: null before its hello. */
  private record Holder(String client, @Nullable UserId user) {}

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

  private final Admission admission;

  /** All sockets and whose they are. */
  private final List<Map<ActorRef<SubscriberMessage>, Holder>> slices;

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
    this.admission = new Admission(around);
    this.everyNode = context.spawn(Topic.create(Message.class, "signed-out"), "signed-out");
    everyNode.tell(Topic.subscribe(context.getSelf()));
    this.slices =
        Stream.generate(HashMap<ActorRef<SubscriberMessage>, Holder>::new)
            .limit(SLICES)
            .<Map<ActorRef<SubscriberMessage>, Holder>>map(m -> m)
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
    Refusal refusal = admission.refusal(open.client(), count, drained != null);
    if (refusal != null) {
      open.replyTo().tell(new Refused(refusal));
      return this;
    }
    ActorRef<SubscriberMessage> socket =
        getContext().spawnAnonymous(SocketActor.create(seat(), new StreamTransport())).narrow();
    admit(socket, open.client());
    open.replyTo().tell(new Opened(socket));
    return this;
  }

  private Behavior<Message> onAdmit(Admit admit) {
    Refusal refusal = admission.refusal(admit.client(), count, drained != null);
    if (refusal != null) {
      admit.replyTo().tell(new Refused(refusal));
    } else {
      admit(admit.socket(), admit.client());
      admit.replyTo().tell(new Admitted(seat()));
    }
    return this;
  }

  private Seat seat() {
    SessionId session =
        new SessionId(Generators.timeBasedEpochRandomGenerator().generate().toString());
    return new Seat(session, around, metrics, getContext().getSelf());
  }

  private void admit(ActorRef<SubscriberMessage> socket, String client) {
    getContext().watch(socket);
    slice(socket).put(socket, new Holder(admission.entered(client), null));
    metrics.open.set(++count);
    metrics.opened.increment();
  }

  private Map<ActorRef<SubscriberMessage>, Holder> slice(ActorRef<SubscriberMessage> socket) {
    return slices.get(Math.floorMod(socket.path().uid(), SLICES));
  }

  private Behavior<Message> onBeat() {
    slice = (slice + 1) % SLICES;
    slices.get(slice).keySet().forEach(socket -> socket.tell(SocketMessage.Nudge.TICK));
    return this;
  }

  private Behavior<Message> onSignedIn(SignedIn in) {
    Holder holder =
        slice(in.socket())
            .computeIfPresent(in.socket(), (_, before) -> new Holder(before.client(), in.user()));
    if (holder == null) {
      return this;
    }
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
    Holder holder = slice(socket).remove(socket);
    metrics.open.set(--count);
    UserId user = holder == null ? null : holder.user();
    if (holder != null) {
      admission.left(holder.client());
    }
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
