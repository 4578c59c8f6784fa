package io.lyceum.socket;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.topic.ClusterMessage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this node: how many, whose, and how they end. Upgraded connections are counted by
 * nobody else.
 */
public final class SocketRegistry extends AbstractBehavior<SocketRegistry.Message> {
  /** What the registry understands. */
  public sealed interface Message {}

  /** A handshake wants a socket; null in answer means there is no room. */
  record Open(ActorRef<Opened> replyTo) implements Message {}

  /** The socket for a handshake, null when the node is full or going away. */
  record Opened(@Nullable ActorRef<SubscriberMessage> socket) {}

  record SignedIn(UserId user, ActorRef<SubscriberMessage> socket) implements Message {}

  /** Ends all sockets of a person, here and on every other node. */
  public record SignOut(UserId user) implements Message {}

  /** The same, heard by every node. */
  record SignedOut(UserId user) implements Message, ClusterMessage {}

  /** The node is going away: every client is sent elsewhere, each at another time. */
  public record Drain(ActorRef<Done> replyTo) implements Message {}

  private final SocketSurroundings around;
  private final SocketMetrics metrics;
  private final ActorRef<Topic.Command<Message>> everyNode;
  private final Set<ActorRef<SubscriberMessage>> sockets = new HashSet<>();
  private final Map<UserId, Deque<ActorRef<SubscriberMessage>>> byUser = new HashMap<>();
  private final Map<ActorRef<SubscriberMessage>, UserId> users = new HashMap<>();
  private @Nullable ActorRef<Done> drained;

  private SocketRegistry(
      ActorContext<Message> context, SocketSurroundings around, MeterRegistry meters) {
    super(context);
    this.around = around;
    this.metrics = new SocketMetrics(meters);
    this.everyNode = context.spawn(Topic.create(Message.class, "signed-out"), "signed-out");
    everyNode.tell(Topic.subscribe(context.getSelf()));
  }

  public static Behavior<Message> create(SocketSurroundings around, MeterRegistry meters) {
    return Behaviors.setup(context -> new SocketRegistry(context, around, meters));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder()
        .onMessage(Open.class, this::onOpen)
        .onMessage(SignedIn.class, this::onSignedIn)
        .onMessage(
            SignOut.class,
            out -> {
              everyNode.tell(Topic.publish(new SignedOut(out.user())));
              return this;
            })
        .onMessage(SignedOut.class, this::onSignedOut)
        .onMessage(Drain.class, this::onDrain)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<Message> onOpen(Open open) {
    if (drained != null || sockets.size() >= around.settings().maxSockets()) {
      open.replyTo().tell(new Opened(null));
      return this;
    }
    SessionId session =
        new SessionId(Generators.timeBasedEpochRandomGenerator().generate().toString());
    ActorRef<SubscriberMessage> socket =
        getContext()
            .spawnAnonymous(SocketActor.create(session, around, metrics, getContext().getSelf()));
    getContext().watch(socket);
    sockets.add(socket);
    metrics.open.set(sockets.size());
    metrics.opened.increment();
    open.replyTo().tell(new Opened(socket));
    return this;
  }

  private Behavior<Message> onSignedIn(SignedIn in) {
    Deque<ActorRef<SubscriberMessage>> own =
        byUser.computeIfAbsent(in.user(), _ -> new ArrayDeque<>());
    own.addLast(in.socket());
    users.put(in.socket(), in.user());
    if (own.size() > around.settings().socketsPerUser()) {
      // Forgotten at once: it ends a little later, and until then the next one in must end another.
      own.removeFirst().tell(new SocketMessage.End(CloseReason.REPLACED));
    }
    return this;
  }

  private Behavior<Message> onSignedOut(SignedOut out) {
    byUser
        .getOrDefault(out.user(), new ArrayDeque<>())
        .forEach(socket -> socket.tell(new SocketMessage.End(CloseReason.SIGNED_OUT)));
    return this;
  }

  private Behavior<Message> onDrain(Drain drain) {
    drained = drain.replyTo();
    sockets.forEach(socket -> socket.tell(new SocketMessage.End(CloseReason.GOING_AWAY)));
    tellWhenDrained();
    return this;
  }

  private Behavior<Message> onTerminated(Terminated terminated) {
    ActorRef<SubscriberMessage> socket = terminated.getRef().unsafeUpcast();
    sockets.remove(socket);
    metrics.open.set(sockets.size());
    UserId user = users.remove(socket);
    if (user != null) {
      byUser.computeIfPresent(
          user,
          (_, own) -> {
            own.remove(socket);
            return own.isEmpty() ? null : own;
          });
    }
    tellWhenDrained();
    return this;
  }

  private void tellWhenDrained() {
    if (drained != null && sockets.isEmpty()) {
      drained.tell(Done.getInstance());
    }
  }
}
