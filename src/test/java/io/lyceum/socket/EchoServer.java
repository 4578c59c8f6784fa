package io.lyceum.socket;

import com.typesafe.config.ConfigFactory;
import io.lyceum.platform.front.Binding;
import io.lyceum.platform.front.Guest;
import io.lyceum.platform.front.SocketTaker;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.platform.websocket.Frames;
import io.lyceum.platform.websocket.Handshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/**
 * Sends back what it is sent, by the front, the transport and the frames that the server itself
 * uses: what the Autobahn suite is run against.
 */
final class EchoServer {
  /** The suite's largest message outside its measurements. */
  private static final int MAX_BYTES = 1 << 20;

  private static final String DAEMON =
      "pekko.daemonic = on, pekko.loglevel = WARNING, pekko.coordinated-shutdown.exit-jvm = off";

  private EchoServer() {}

  /** Serves on any free port until the process ends. */
  static Binding start() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "echo",
            ConfigFactory.parseString(DAEMON).withFallback(ConfigFactory.defaultReference()));
    return Binding.open(
            system,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            _ -> CompletableFuture.completedFuture(HttpResponse.create().withStatus(404)),
            Optional.of(new Taker()))
        .toCompletableFuture()
        .join();
  }

  private static final class Taker implements SocketTaker {
    @Override
    public String path() {
      return "/";
    }

    @Override
    public Behavior<Object> take(Handshake handshake, Guest guest) {
      LeanTransport transport = new LeanTransport(guest.link(), MAX_BYTES, System::nanoTime);
      guest.settled().run();
      transport.open(handshake.accept(null), guest.early());
      return new Echo(transport);
    }
  }

  private static final class Echo extends ExtensibleBehavior<Object> {
    private final LeanTransport transport;
    private ByteString waiting = ByteString.emptyByteString();
    private boolean ready;

    private Echo(LeanTransport transport) {
      this.transport = transport;
    }

    @Override
    public Behavior<Object> receive(TypedActorContext<Object> context, Object message) {
      switch (transport.hear(message)) {
        case WRITTEN -> {
          ready = true;
          echo();
        }
        case READABLE -> echo();
        case CLOSED -> {
          return Behaviors.stopped();
        }
        case NOTHING -> {}
      }
      return this;
    }

    private void echo() {
      while (waiting.size() <= MAX_BYTES) {
        Transport.Incoming incoming = transport.poll();
        if (incoming == null) {
          transport.readOn();
          break;
        }
        switch (incoming) {
          case Transport.Incoming.Text(String text) ->
              waiting = waiting.concat(EncodedText.of(text).frame());
          case Transport.Incoming.Binary(ByteString payload) ->
              waiting = waiting.concat(Frames.binary(payload));
          case Transport.Incoming.Control _, Transport.Incoming.Left _ -> {}
          case Transport.Incoming.Unusable _ -> transport.complete();
        }
        flush();
      }
      flush();
    }

    private void flush() {
      if (ready && !waiting.isEmpty()) {
        ready = false;
        ByteString frames = waiting;
        waiting = ByteString.emptyByteString();
        transport.write(frames);
      }
    }

    @Override
    public Behavior<Object> receiveSignal(TypedActorContext<Object> context, Signal signal) {
      return this;
    }
  }
}
