package io.lyceum.platform.front;

import io.lyceum.platform.tcp.Link;
import io.lyceum.platform.tcp.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.io.Inet;
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
    GRACE_IS_OVER,
    TRY_AGAIN
  }

  /** What it takes to serve. */
  record Plan(
      InetSocketAddress address,
      ServerSettings settings,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Optional<SocketTaker> sockets,
      Doors doors) {}

  /** So many connections are accepted before this actor is asked again. */
  private static final int BATCH = 256;

  /** Before the operating system is asked again that gave no connection. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Plan plan;
  private final HttpStreams http;
  private final Listener listener;

  /** Connections that are not sockets, and where they are from. */
  private final Map<ActorRef<Object>, InetAddress> guests = new HashMap<>();

  /** Read by the connections' threads: told to each, it would reach one after the other. */
  private final AtomicBoolean leaving = new AtomicBoolean();

  private int toCome;
  private boolean unbound;
  private @Nullable ActorRef<Done> drained;

  private Front(ActorContext<Object> context, Plan plan, Listener listener) {
    super(context);
    this.plan = plan;
    this.http = new HttpStreams(context.getSystem(), plan.settings());
    this.listener = listener;
    acceptMore();
  }

  /**
   * @param bound completed once it listens, failed when it cannot
   */
  static Behavior<Object> create(Plan plan, CompletableFuture<Binding> bound) {
    return Behaviors.setup(
        context -> {
          try {
            List<Inet.SocketOption> options = new ArrayList<>();
            plan.settings().getSocketOptions().forEach(options::add);
            Listener listener =
                Listener.open(
                    plan.address(), plan.settings().getBacklog(), options, context.getSelf());
            Front front = new Front(context, plan, listener);
            bound.complete(new Binding(listener.address(), context.getSelf(), context.getSystem()));
            return front;
          } catch (IOException | UnresolvedAddressException e) {
            bound.completeExceptionally(e);
            return Behaviors.stopped();
          }
        });
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(Listener.Accepted.class, accepted -> onAccepted(accepted.link()))
        .onMessage(Listener.Refused.class, this::onRefused)
        .onMessage(Settled.class, settled -> gone(settled.connection()))
        .onMessage(Unbind.class, this::onUnbind)
        .onMessage(Drain.class, this::onDrain)
        .onMessageEquals(Nudge.GRACE_IS_OVER, this::onGraceIsOver)
        .onMessageEquals(Nudge.TRY_AGAIN, this::onTryAgain)
        .onSignal(Terminated.class, ended -> gone(ended.getRef().unsafeUpcast()))
        .onSignal(PostStop.class, _ -> onStop())
        .build();
  }

  private void acceptMore() {
    int room = plan.settings().getMaxConnections() - guests.size();
    if (!unbound && toCome == 0 && room > 0) {
      toCome = Math.min(room, BATCH);
      listener.accept(toCome);
    }
  }

  private Behavior<Object> onAccepted(Link link) {
    toCome--;
    InetAddress from = link.peer().getAddress();
    if (!plan.doors().enter(from)) {
      link.abort();
      acceptMore();
      return this;
    }
    ActorRef<Object> guest =
        getContext().spawnAnonymous(Behaviors.setup(context -> arrival(context, link)));
    guests.put(guest, from);
    getContext().watch(guest);
    acceptMore();
    return this;
  }

  private Behavior<Object> onRefused(Listener.Refused refused) {
    getContext().getLog().error("No connection can be accepted for now", refused.why());
    getContext().scheduleOnce(PAUSE, getContext().getSelf(), Nudge.TRY_AGAIN);
    return this;
  }

  private Behavior<Object> onTryAgain() {
    toCome = 0;
    acceptMore();
    return this;
  }

  private Arrival arrival(ActorContext<Object> context, Link link) {
    ActorRef<Object> guest = context.getSelf();
    link.register(guest);
    return new Arrival(
        context,
        link,
        plan.sockets(),
        bytes -> serve(context, link, bytes),
        () -> getContext().getSelf().tell(new Settled(guest)));
  }

  private Behavior<Object> serve(ActorContext<Object> context, Link link, ByteString bytes) {
    InFlight requests = new InFlight(plan.handler(), leaving::get);
    ActorRef<HttpStreams.Input> server =
        http.serve(link.peer(), requests::answer, context.getSelf().narrow());
    return new HttpConnection(context, link, server, requests, bytes);
  }

  private Behavior<Object> gone(ActorRef<Object> guest) {
    getContext().unwatch(guest);
    InetAddress from = guests.remove(guest);
    if (from != null) {
      plan.doors().leave(from);
    }
    acceptMore();
    return ifDrained();
  }

  private Behavior<Object> onUnbind(Unbind unbind) {
    unbound = true;
    listener.close().thenAccept(unbind.replyTo()::tell);
    return this;
  }

  private Behavior<Object> onStop() {
    listener.end();
    return this;
  }

  private Behavior<Object> onDrain(Drain drain) {
    drained = drain.replyTo();
    leaving.set(true);
    guests.keySet().forEach(guest -> guest.tell(new Leave()));
    getContext().scheduleOnce(drain.grace(), getContext().getSelf(), Nudge.GRACE_IS_OVER);
    return ifDrained();
  }

  private Behavior<Object> onGraceIsOver() {
    guests.keySet().forEach(getContext()::stop);
    return this;
  }

  private Behavior<Object> ifDrained() {
    if (drained != null && guests.isEmpty()) {
      drained.tell(Done.getInstance());
      drained = null;
    }
    return this;
  }
}
