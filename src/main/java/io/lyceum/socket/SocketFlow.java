package io.lyceum.socket;

import io.lyceum.hub.SubscriberMessage;
import io.lyceum.socket.SocketMessage.Outgoing;
import io.lyceum.socket.SocketMessage.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.CompletionStrategy;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;

/**
 * Ties a WebSocket of the HTTP server to its actor, with back-pressure both ways: the next frame is
 * read when the last was handled, the next text is written when the last was passed on.
 */
final class SocketFlow {
  /** A frame that trickles in longer than this is no frame. */
  private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(5);

  /** A frame, or why it is none. */
  private sealed interface Incoming {
    record Text(String text) implements Incoming {}

    record Unusable(CloseReason reason) implements Incoming {}
  }

  private final Materializer materializer;
  private final int maxBytes;

  SocketFlow(ActorSystem<?> system, int maxBytes) {
    this.materializer = Materializer.createMaterializer(system);
    this.maxBytes = maxBytes;
  }

  Flow<Message, Message, NotUsed> of(ActorRef<SubscriberMessage> socket) {
    Sink<Message, NotUsed> in =
        Flow.<Message>create()
            .mapAsync(1, this::read)
            .to(
                ActorSink.actorRefWithBackpressure(
                    socket,
                    SocketFlow::message,
                    SocketMessage.Opening::new,
                    Taken.TAKEN,
                    new SocketMessage.Closed(),
                    _ -> new SocketMessage.Closed()));
    Source<Message, NotUsed> out =
        ActorSource.<Outgoing, SubscriberMessage>actorRefWithBackpressure(
                socket, new SocketMessage.Written(), SocketFlow::completion, _ -> Optional.empty())
            .mapMaterializedValue(
                transport -> {
                  socket.tell(new SocketMessage.Connected(transport));
                  return NotUsed.getInstance();
                })
            .map(SocketFlow::text);
    return Flow.fromSinkAndSourceCoupled(in, out);
  }

  private static Optional<CompletionStrategy> completion(Outgoing outgoing) {
    return outgoing instanceof Outgoing.Complete
        ? Optional.of(CompletionStrategy.draining())
        : Optional.empty();
  }

  private static Message text(Outgoing outgoing) {
    return switch (outgoing) {
      case Outgoing.Text(String text) -> TextMessage.create(text);
      case Outgoing.Complete _ -> throw new IllegalStateException("completion is no frame");
    };
  }

  private static SubscriberMessage message(ActorRef<Taken> transport, Incoming incoming) {
    return switch (incoming) {
      case Incoming.Text(String text) -> new SocketMessage.Frame(transport, text);
      case Incoming.Unusable(CloseReason reason) -> new SocketMessage.Unusable(transport, reason);
    };
  }

  private CompletionStage<Incoming> read(Message message) {
    if (!message.isText()) {
      return CompletableFuture.completedStage(new Incoming.Unusable(CloseReason.BAD_FRAMES));
    }
    TextMessage text = message.asTextMessage();
    if (text.isStrict()) {
      return CompletableFuture.completedStage(incoming(text.getStrictText()));
    }
    // Even a short frame comes in pieces when it straddles two reads of the connection.
    return text.getStreamedText()
        .completionTimeout(FRAME_TIMEOUT)
        .limitWeighted(maxBytes + 1L, part -> (long) part.length())
        .runFold(new StringBuilder(), StringBuilder::append, materializer)
        .handle(
            (all, failure) ->
                failure == null
                    ? incoming(all.toString())
                    : new Incoming.Unusable(CloseReason.TOO_LARGE));
  }

  private Incoming incoming(String text) {
    // No text has fewer bytes than characters, so most need no count.
    boolean large =
        text.length() > maxBytes || (text.length() * 3L > maxBytes && bytes(text) > maxBytes);
    return large ? new Incoming.Unusable(CloseReason.TOO_LARGE) : new Incoming.Text(text);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
