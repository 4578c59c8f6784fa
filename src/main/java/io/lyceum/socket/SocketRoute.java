package io.lyceum.socket;

import io.lyceum.core.ErrorCode;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Host;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code GET /v1/socket}: the handshake, as far as it is not served by {@link LeanSockets}, which
 * leaves every refusal to this route.
 */
public final class SocketRoute extends ApiRoutes {
  /** The one subprotocol. */
  public static final String PROTOCOL = "lyceum.v1.json";

  private static final String VERSION = "Sec-WebSocket-Version";
  private static final String OUR_VERSION = "13";
  private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final ActorRef<SocketRegistry.Message> registry;
  private final Handshakes handshakes;
  private final SocketFlow flow;

  public SocketRoute(
      ActorSystem<?> system,
      ActorRef<SocketRegistry.Message> registry,
      Origins origins,
      SocketSettings settings) {
    this.system = system;
    this.registry = registry;
    this.handshakes = new Handshakes(origins);
    this.flow = new SocketFlow(system, settings.frameBytes());
  }

  @Override
  public Route routes() {
    return path(
        "socket",
        () -> get(() -> extractRequest(request -> completeWithFuture(handshake(request)))));
  }

  private CompletionStage<HttpResponse> handshake(HttpRequest request) {
    if (request.getHeader(VERSION).filter(v -> !v.value().equals(OUR_VERSION)).isPresent()) {
      return CompletableFuture.completedStage(anotherVersion());
    }
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    Optional<Refusal> refusal =
        upgrade.isEmpty() ? Optional.of(notASocket()) : unfit(request, upgrade.get());
    if (refusal.isPresent()) {
      return CompletableFuture.completedStage(refusal(refusal.get()));
    }
    String client = RequestOrigin.of(request).address();
    return AskPattern.<SocketRegistry.Message, SocketRegistry.Opening>ask(
            registry,
            replyTo -> new SocketRegistry.Open(client, replyTo),
            REGISTRY_TIMEOUT,
            system.scheduler())
        .thenApply(
            opening ->
                switch (opening) {
                  case SocketRegistry.Opened(var socket) -> accept(upgrade.get(), socket);
                  case SocketRegistry.Refused(Refusal why) -> refusal(why);
                });
  }

  private HttpResponse accept(WebSocketUpgrade upgrade, ActorRef<SubscriberMessage> socket) {
    boolean asked = upgrade.getRequestedProtocols().iterator().hasNext();
    return asked
        ? upgrade.handleMessagesWith(flow.of(socket), PROTOCOL)
        : upgrade.handleMessagesWith(flow.of(socket));
  }

  private Optional<Refusal> unfit(HttpRequest request, WebSocketUpgrade upgrade) {
    List<String> protocols = new ArrayList<>();
    upgrade.getRequestedProtocols().forEach(protocols::add);
    return handshakes.unfit(
        request.getHeader("Origin").map(HttpHeader::value).orElse(null),
        request.getHeader(Host.class).map(Host::value).orElse(""),
        protocols);
  }

  private static HttpResponse anotherVersion() {
    return refusal(Refusal.of(ErrorCode.INVALID, "The WebSocket version is " + OUR_VERSION + "."))
        .withStatus(StatusCodes.UPGRADE_REQUIRED)
        .addHeader(RawHeader.create(VERSION, OUR_VERSION));
  }

  private static Refusal notASocket() {
    return Refusal.of(ErrorCode.INVALID, "This is a WebSocket endpoint.");
  }
}
