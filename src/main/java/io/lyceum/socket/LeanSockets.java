package io.lyceum.socket;

import io.lyceum.platform.front.Guest;
import io.lyceum.platform.front.SocketTaker;
import io.lyceum.platform.gateway.RawAnswer;
import io.lyceum.platform.gateway.TrustedProxies;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.tcp.Link;
import io.lyceum.platform.websocket.Handshake;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Sockets straight on TCP: the actor of the connection becomes the socket. A handshake that is
 * unfit goes on to the HTTP server, where {@link SocketRoute} says why; one that is too much is
 * answered here, as cheaply as can be.
 */
public final class LeanSockets implements SocketTaker {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private enum Nudge {
    NO_ANSWER
  }

  private final ActorRef<SocketRegistry.Message> registry;
  private final Handshakes handshakes;
  private final TrustedProxies proxies;
  private final int maxBytes;

  public LeanSockets(
      ActorRef<SocketRegistry.Message> registry,
      Origins origins,
      TrustedProxies proxies,
      SocketSettings settings) {
    this.registry = registry;
    this.handshakes = new Handshakes(origins);
    this.proxies = proxies;
    this.maxBytes = settings.frameBytes();
  }

  @Override
  public String path() {
    return "/v1/socket";
  }

  @Override
  public Behavior<Object> take(Handshake handshake, Guest guest) {
    return handshakes.unfit(handshake.origin(), handshake.host(), handshake.protocols()).isPresent()
        ? guest.toHttp().get()
        : Behaviors.setup(context -> asked(context, handshake, guest));
  }

  private Behavior<Object> asked(ActorContext<Object> context, Handshake handshake, Guest guest) {
    String client =
        proxies.client(guest.link().peer().getAddress(), handshake.forwardedFor()).getHostAddress();
    registry.tell(
        new SocketRegistry.Admit(client, context.getSelf().narrow(), context.getSelf().narrow()));
    context.scheduleOnce(PATIENCE, context.getSelf(), Nudge.NO_ANSWER);
    return Behaviors.receive(
        (_, message) ->
            switch (message) {
              case SocketRegistry.Admitted(Seat seat) -> open(seat, handshake, guest);
              case SocketRegistry.Refused(Refusal why) -> refuse(why, guest.link());
              case Nudge _ -> guest.toHttp().get();
              case Link.Closed _ -> Behaviors.stopped();
              default -> Behaviors.same();
            },
        (_, signal) -> {
          if (signal instanceof PostStop) {
            guest.link().abort();
          }
          return Behaviors.same();
        });
  }

  private static Behavior<Object> refuse(Refusal why, Link link) {
    link.write(RawAnswer.refusing(why));
    link.close();
    return Behaviors.same();
  }

  private Behavior<Object> open(Seat seat, Handshake handshake, Guest guest) {
    LeanTransport transport = new LeanTransport(guest.link(), maxBytes, seat.around().nanos());
    guest.settled().run();
    transport.open(
        handshake.accept(handshake.protocols().isEmpty() ? null : SocketRoute.PROTOCOL),
        guest.early());
    return SocketActor.create(seat, transport);
  }
}
