package io.lyceum.socket;

import io.lyceum.core.SessionId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.socket.SocketMessage.Outgoing;
import io.lyceum.socket.SocketMessage.Taken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.actor.testkit.typed.internal.FunctionRef;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import scala.runtime.BoxedUnit;

/** A real socket actor with a test in place of the network. */
public final class SocketUnderTest {
  /** What the socket does to its transport. */
  public interface Transport {
    void text(String text);

    void complete();

    /** The next frame may be given. */
    void taken();
  }

  private final ActorRef<SubscriberMessage> actor;
  private final ActorRef<Taken> taken;
  private final ActorRef<Outgoing> out;

  private SocketUnderTest(ActorRef<SubscriberMessage> actor, String name, Transport transport) {
    this.actor = actor;
    this.taken = ref(name + "-in", _ -> transport.taken());
    this.out =
        ref(
            name + "-out",
            outgoing -> {
              switch (outgoing) {
                case Outgoing.Text(String text) -> transport.text(text);
                case Outgoing.Complete _ -> transport.complete();
              }
            });
  }

  /** Starts the actor by {@code spawn}; nothing is connected yet. */
  public static SocketUnderTest start(
      Function<Behavior<Object>, ActorRef<Object>> spawn,
      SessionId session,
      SocketSurroundings around,
      Transport transport) {
    ActorRef<SocketRegistry.Message> registry = ref(session.value() + "-registry", _ -> {});
    Seat seat = new Seat(session, around, new SocketMetrics(new SimpleMeterRegistry()), registry);
    return new SocketUnderTest(
        spawn.apply(SocketActor.create(seat, new StreamTransport())).narrow(),
        session.value(),
        transport);
  }

  public ActorRef<SubscriberMessage> actor() {
    return actor;
  }

  public void connect() {
    actor.tell(new SocketMessage.Connected(out));
    actor.tell(new SocketMessage.Opening(taken));
  }

  public void frame(String text) {
    actor.tell(new SocketMessage.Frame(taken, text));
  }

  public void written() {
    actor.tell(new SocketMessage.Written());
  }

  /** What the registry says now and then. */
  public void tick() {
    actor.tell(SocketMessage.Nudge.TICK);
  }

  public void closed() {
    actor.tell(new SocketMessage.Closed());
  }

  private static <T> ActorRef<T> ref(String name, Consumer<T> action) {
    return new FunctionRef<>(
        new RootActorPath(new Address("pekko", "transport"), "/").child(name),
        (message, _) -> {
          action.accept(message);
          return BoxedUnit.UNIT;
        });
  }
}
