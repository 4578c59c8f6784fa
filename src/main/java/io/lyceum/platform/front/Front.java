package io.lyceum.platform.front;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Listens on a port and starts an actor for each connection. It accepts no more than the HTTP
 * server's {@code max-connections} that are not sockets; those have a limit of their own.
 */
final class Front extends AbstractBehavior<Object> {
  /** A connection has become a socket. */
  private record Settled(ActorRef<Object> connection) {}

  /** Accept nobody any more. */
  record Unbind(ActorRef<Done> replyTo) {}

  /** Answer what was asked within this time, then end what is left. */
  record Drain(Duration grace, ActorRef<Done> replyTo) {}

  /** Said to connections that are not sockets. */
  record Leave() {}

  private enum Nudge {
    GRACE_IS_OVER
  }

  /** What it takes to serve. */
  record Plan(
      InetSocketAddress address,
      ServerSettings settings,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Optional<SocketTaker> sockets) {}

  /** So many connections are accepted before this actor is asked again. */
  private static final int BATCH = 256;

  private final Plan plan;
  private final HttpStreams http;
  private final CompletableFuture<Binding> bound;

  /** Connections that are not sockets. */
  private final Set<ActorRef<Object>> guests = new HashSet<>();

  private org.apache.pekko.actor.@Nullable ActorRef listener;
  private int toCome;
  private @Nullable ActorRef<Done> unbound;
  private @Nullable ActorRef<Done> drained;

  private Front(ActorContext<Object> context, Plan plan, CompletableFuture<Binding> bound) {
    super(context);
    this.plan = plan;
    this.http = new HttpStreams(context.getSystem(), plan.settings());
    this.bound = bound;
    Tcp.get(Adapter.toClassic(context.getSystem()))
        .manager()
        .tell(
            TcpMessage.bind(
                self(),
                plan.address(),
                plan.settings().getBacklog(),
                plan.settings().getSocketOptions(),
                true),
            self());
  }

  /**
   * @param bound completed once it listens, failed when it cannot
   */
  static Behavior<Object> create(Plan plan, CompletableFuture<Binding> bound) {
    return Behaviors.setup(context -> new Front(context, plan, bound));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tcp.Bound.class, this::onBound)
        .onMessage(Tcp.CommandFailed.class, this::onFailed)
        .onMessage(Tcp.Connected.class, this::onConnected)
        .onMessage(Settled.class, settled -> gone(settled.connection()))
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(Tcp.Unbound$.class, _ -> onUnbound())
        .onMessage(Drain.class, this::onDrain)
        .onMessage(Nudge.class, _ -> onGraceIsOver())
        .onSignal(Terminated.class, ended -> gone(ended.getRef().unsafeUpcast()))
        .build();
  }

  private Behavior<Object> onBound(Tcp.Bound message) {
    listener = sender();
    bound.complete(
        new Binding(message.localAddress(), getContext().getSelf(), getContext().getSystem()));
    acceptMore();
    return this;
  }

  private Behavior<Object> onFailed(Tcp.CommandFailed failed) {
    bound.completeExceptionally(
        failed.cause().isDefined()
            ? failed.cause().get()
            : new IllegalStateException(failed.toString()));
    return Behaviors.stopped();
  }

  private void acceptMore() {
    int room = plan.settings().getMaxConnections() - guests.size();
    if (listener != null && unbound == null && toCome == 0 && room > 0) {
      toCome = Math.min(room, BATCH);
      listener.tell(TcpMessage.resumeAccepting(toCome), self());
    }
  }

  private Behavior<Object> onConnected(Tcp.Connected connected) {
    toCome--;
    org.apache.pekko.actor.ActorRef connection = sender();
    ActorRef<Object> guest =
        getContext()
            .spawnAnonymous(
                Behaviors.setup(
                    context -> arrival(context, connection, connected.remoteAddress())));
    guests.add(guest);
    getContext().watch(guest);
    acceptMore();
    return this;
  }

  private Arrival arrival(
      ActorContext<Object> context,
      org.apache.pekko.actor.ActorRef connection,
      InetSocketAddress client) {
    ActorRef<Object> guest = context.getSelf();
    return new Arrival(
        context,
        new Link(connection, Adapter.toClassic(guest)),
        plan.sockets(),
        (link, bytes) -> serve(link, bytes, client, guest),
        () -> getContext().getSelf().tell(new Settled(guest)));
  }

  private Behavior<Object> serve(
      Link link, ByteString bytes, InetSocketAddress client, ActorRef<Object> guest) {
    InFlight requests = new InFlight(plan.handler());
    return new HttpConnection(
        link, http.serve(client, requests::answer, guest.narrow()), requests, bytes);
  }

  private Behavior<Object> gone(ActorRef<Object> guest) {
    getContext().unwatch(guest);
    guests.remove(guest);
    acceptMore();
    return ifDrained();
  }

  private Behavior<Object> onUnbind(Unbind unbind) {
    unbound = unbind.replyTo();
    if (listener == null) {
      return onUnbound();
    }
    listener.tell(TcpMessage.unbind(), self());
    return this;
  }

  private Behavior<Object> onUnbound() {
    listener = null;
    if (unbound != null) {
      unbound.tell(Done.getInstance());
    }
    return this;
  }

  private Behavior<Object> onDrain(Drain drain) {
    drained = drain.replyTo();
    guests.forEach(guest -> guest.tell(new Leave()));
    getContext().scheduleOnce(drain.grace(), getContext().getSelf(), Nudge.GRACE_IS_OVER);
    return ifDrained();
  }

  private Behavior<Object> onGraceIsOver() {
    guests.forEach(getContext()::stop);
    return this;
  }

  private Behavior<Object> ifDrained() {
    if (drained != null && guests.isEmpty()) {
      drained.tell(Done.getInstance());
      drained = null;
    }
    return this;
  }

  private org.apache.pekko.actor.ActorRef self() {
    return Adapter.toClassic(getContext().getSelf());
  }

  private org.apache.pekko.actor.ActorRef sender() {
    return Adapter.toClassic(getContext()).sender();
  }
}
