package io.lyceum.platform.front;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.CompletionStrategy;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
import org.apache.pekko.stream.typed.javadsl.ActorSource;
import org.apache.pekko.util.ByteString;
import scala.concurrent.duration.FiniteDuration;

/** Pekko HTTP's server for connections that others accepted, by messages with back-pressure. */
final class HttpStreams {
  /** What the stream is given. */
  sealed interface Input {
    record Bytes(ByteString bytes) implements Input {}

    /** The client will send no more; what it asked is answered. */
    record End() implements Input {}

    record Broken() implements Input {}
  }

  /** What the stream says. */
  sealed interface Output {
    /** The last bytes were taken; more may be given. */
    record Taken() implements Output {}

    record Open(ActorRef<Go> stream) implements Output {}

    /** To be written, then {@code stream} is told. */
    record Bytes(ActorRef<Go> stream, ByteString bytes) implements Output {}

    record End() implements Output {}

    record Broken() implements Output {}
  }

  /** The stream may give the next. */
  enum Go {
    GO
  }

  private final Http http;
  private final ServerSettings settings;
  private final LoggingAdapter log;
  private final Materializer materializer;

  HttpStreams(ActorSystem<?> system, ServerSettings settings) {
    this.http = Http.get(system);
    this.settings = settings;
    this.log = Adapter.toClassic(system).log();
    this.materializer = Materializer.matFromSystem(system);
  }

  /** Serves one connection, whose bytes are given to what this returns. */
  ActorRef<Input> serve(
      InetSocketAddress client,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      ActorRef<Output> owner) {
    Flow<ByteString, ByteString, NotUsed> server =
        http.serverLayer(settings, Optional.of(client), log)
            .atop(withoutTls())
            .atop(idleTimeout())
            .reversed()
            .join(Flow.<HttpRequest>create().mapAsync(settings.getPipeliningLimit(), handler));
    Source<ByteString, ActorRef<Input>> in =
        ActorSource.<Input, Output>actorRefWithBackpressure(
                owner, new Output.Taken(), HttpStreams::completion, HttpStreams::failure)
            .map(HttpStreams::bytes);
    Sink<ByteString, NotUsed> out =
        ActorSink.actorRefWithBackpressure(
            owner,
            Output.Bytes::new,
            Output.Open::new,
            Go.GO,
            new Output.End(),
            _ -> new Output.Broken());
    return in.via(server).to(out).run(materializer);
  }

  @SuppressWarnings("unchecked") // SessionBytes are SslTlsInbound, only the type does not say so
  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>
      withoutTls() {
    return (BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed>)
        (BidiFlow<?, ?, ?, ?, ?>) TLSPlacebo.getInstance();
  }

  private BidiFlow<ByteString, ByteString, ByteString, ByteString, NotUsed> idleTimeout() {
    return settings.getTimeouts().idleTimeout() instanceof FiniteDuration limit
        ? BidiFlow.bidirectionalIdleTimeout(Duration.ofNanos(limit.toNanos()))
        : BidiFlow.fromFlows(Flow.create(), Flow.create());
  }

  private static Optional<CompletionStrategy> completion(Input input) {
    return input instanceof Input.End
        ? Optional.of(CompletionStrategy.draining())
        : Optional.empty();
  }

  private static Optional<Throwable> failure(Input input) {
    return input instanceof Input.Broken ? Optional.of(new ConnectionBroken()) : Optional.empty();
  }

  private static ByteString bytes(Input input) {
    return switch (input) {
      case Input.Bytes(ByteString bytes) -> bytes;
      case Input.End _, Input.Broken _ -> throw new IllegalStateException("these are no bytes");
    };
  }

  /** The client is gone; nobody's fault. */
  private static final class ConnectionBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ConnectionBroken() {
      super("The connection broke.", null, false, false);
    }
  }
}
