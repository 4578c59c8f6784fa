package io.lyceum.socket;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Host;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code GET /v1/socket}: the handshake. */
public final class SocketRoute extends ApiRoutes {
  /** The one subprotocol. */
  public static final String PROTOCOL = "lyceum.v1.json";

  private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final ActorRef<SocketRegistry.Message> registry;
  private final Origins origins;
  private final SocketFlow flow;

  public SocketRoute(
      ActorSystem<?> system,
      ActorRef<SocketRegistry.Message> registry,
      Origins origins,
      SocketSettings settings) {
    this.system = system;
    this.registry = registry;
    this.origins = origins;
    this.flow = new SocketFlow(system, settings.frameBytes());
  }

  @Override
  public Route routes() {
    return path(
        "socket",
        () -> get(() -> extractRequest(request -> completeWithFuture(handshake(request)))));
  }

  private CompletionStage<HttpResponse> handshake(HttpRequest request) {
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    Optional<Refusal> refusal =
        upgrade.isEmpty() ? Optional.of(notASocket()) : unfit(request, upgrade.get());
    if (refusal.isPresent()) {
      return CompletableFuture.completedStage(refusal(refusal.get()));
    }
    return AskPattern.ask(registry, SocketRegistry.Open::new, REGISTRY_TIMEOUT, system.scheduler())
        .thenApply(opened -> accept(upgrade.get(), opened));
  }

  private HttpResponse accept(WebSocketUpgrade upgrade, SocketRegistry.Opened opened) {
    ActorRef<SubscriberMessage> socket = opened.socket();
    if (socket == null) {
      return refusal(
          new Refusal(
              new Rejection(ErrorCode.UNAVAILABLE, "This node takes no more sockets."), 2_000));
    }
    boolean asked = upgrade.getRequestedProtocols().iterator().hasNext();
    return asked
        ? upgrade.handleMessagesWith(flow.of(socket), PROTOCOL)
        : upgrade.handleMessagesWith(flow.of(socket));
  }

  private Optional<Refusal> unfit(HttpRequest request, WebSocketUpgrade upgrade) {
    Optional<String> origin = request.getHeader("Origin").map(h -> h.value());
    String host = request.getHeader(Host.class).map(Host::value).orElse("");
    if (origin.isPresent() && !origins.allow(origin.get(), host)) {
      return Optional.of(
          Refusal.of(ErrorCode.FORBIDDEN, "This page's origin is not on the allow-list."));
    }
    boolean asksOther = false;
    for (String protocol : upgrade.getRequestedProtocols()) {
      if (protocol.equals(PROTOCOL)) {
        return Optional.empty();
      }
      asksOther = true;
    }
    return asksOther
        ? Optional.of(Refusal.of(ErrorCode.INVALID, "The subprotocol is " + PROTOCOL + "."))
        : Optional.empty();
  }

  private static Refusal notASocket() {
    return Refusal.of(ErrorCode.INVALID, "This is a WebSocket endpoint.");
  }
}
