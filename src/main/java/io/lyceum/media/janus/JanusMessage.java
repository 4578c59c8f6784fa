package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a link understands; all from its own node. */
sealed interface JanusMessage {
  /** Sends a request on a handle; 0 is the link's own. Completes with Janus' whole answer. */
  record Ask(long handle, ObjectNode request, CompletableFuture<JsonNode> reply)
      implements JanusMessage {}

  /** Makes a handle whose events go to {@code events}, on the link's thread. */
  record Attach(Consumer<JanusEvent> events, CompletableFuture<Long> reply)
      implements JanusMessage {}

  /** The handle's work is over. */
  record Detach(long handle) implements JanusMessage {}

  record Connected(@Nullable WebSocket socket) implements JanusMessage {}

  record Received(WebSocket socket, String text) implements JanusMessage {}

  record Closed(WebSocket socket) implements JanusMessage {}

  /** The session and the link's own handle are there. */
  record Ready(WebSocket socket, long session, long handle) implements JanusMessage {}

  enum Nudge implements JanusMessage {
    CONNECT,
    TICK
  }
}
