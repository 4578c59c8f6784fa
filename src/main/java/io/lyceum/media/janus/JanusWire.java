package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The open socket to a Janus, the session on it and the requests on their way. */
final class JanusWire {
  /** Of other requests the acknowledgement only says that the answer will come. */
  private static final Set<String> ACK_IS_ALL = Set.of("keepalive", "trickle");

  private final String apiSecret;
  private final Clock clock;
  private final Calls calls = new Calls();
  private CompletionStage<?> lastSend = CompletableFuture.completedStage(null);
  private @Nullable WebSocket socket;
  private long session;

  JanusWire(String apiSecret, Clock clock) {
    this.apiSecret = apiSecret;
    this.clock = clock;
  }

  void open(WebSocket opened) {
    socket = opened;
    lastSend = CompletableFuture.completedStage(null);
  }

  boolean isOpen() {
    return socket != null;
  }

  boolean isOn(WebSocket other) {
    return other.equals(socket);
  }

  /** From then on requests belong to this session. */
  void session(long id) {
    session = id;
  }

  boolean isReady() {
    return session != 0;
  }

  Calls calls() {
    return calls;
  }

  /** True when one got no answer in time: the link is not to be trusted. */
  boolean isOverdue() {
    return calls.expire(clock.instant());
  }

  /** Fails all that waits. */
  void close() {
    WebSocket open = socket;
    socket = null;
    session = 0;
    if (open != null) {
      open.abort();
    }
    calls.failAll();
  }

  CompletionStage<JsonNode> request(ObjectNode request) {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    send(0, request, reply);
    return reply;
  }

  void send(long handle, ObjectNode request, CompletableFuture<JsonNode> reply) {
    WebSocket open = socket;
    if (open == null) {
      reply.completeExceptionally(new JanusFailure("Janus is not reached"));
      return;
    }
    boolean ackIsAll = ACK_IS_ALL.contains(request.path("janus").asText());
    request.put("transaction", calls.add(reply, ackIsAll, clock.instant()));
    request.put("apisecret", apiSecret);
    if (session != 0) {
      request.put("session_id", session);
    }
    if (handle != 0) {
      request.put("handle_id", handle);
    }
    String text = request.toString();
    // One after the other: the socket takes no second text while one is on its way.
    lastSend = lastSend.handle((_, _) -> open.sendText(text, true)).thenCompose(sent -> sent);
  }
}
