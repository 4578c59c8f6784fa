package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One Janus as its rooms see it. Safe on any thread. */
final class JanusInstance implements JanusLink.Watcher {
  private final Set<JanusRoom> rooms = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ActorRef<JanusMessage> link;
  private volatile boolean up;

  /** The link is started with this watching it. */
  void linked(ActorRef<JanusMessage> started) {
    link = started;
  }

  boolean isUp() {
    return up;
  }

  /** How many rooms this node has there. */
  int rooms() {
    return rooms.size();
  }

  boolean has(long room) {
    return rooms.stream().anyMatch(open -> open.number() == room);
  }

  void add(JanusRoom room) {
    rooms.add(room);
  }

  void remove(JanusRoom room) {
    rooms.remove(room);
  }

  @Override
  public void up() {
    up = true;
  }

  @Override
  public void down() {
    up = false;
    Set<JanusRoom> lost = Set.copyOf(rooms);
    rooms.clear();
    lost.forEach(JanusRoom::lost);
  }

  CompletionStage<Long> attach(Consumer<JanusEvent> events) {
    CompletableFuture<Long> reply = new CompletableFuture<>();
    tell(new JanusMessage.Attach(events, reply), reply);
    return reply;
  }

  void detach(long handle) {
    tell(new JanusMessage.Detach(handle), new CompletableFuture<>());
  }

  /** Asks the plugin something that needs no handle of one's own. */
  CompletionStage<JsonNode> ask(ObjectNode body) {
    return ask(0, body, null);
  }

  /** Asks the plugin on a handle; the answer may carry a description of its own. */
  CompletionStage<JsonNode> ask(long handle, ObjectNode body, @Nullable ObjectNode jsep) {
    ObjectNode request = JanusVerb.of("message");
    request.set("body", body);
    if (jsep != null) {
      request.set("jsep", jsep);
    }
    return send(handle, request);
  }

  void trickle(long handle, ObjectNode candidate) {
    ObjectNode request = JanusVerb.of("trickle");
    request.set("candidate", candidate);
    send(handle, request);
  }

  private CompletionStage<JsonNode> send(long handle, ObjectNode request) {
    CompletableFuture<JsonNode> reply = new CompletableFuture<>();
    tell(new JanusMessage.Ask(handle, request, reply), reply);
    return reply;
  }

  private void tell(JanusMessage message, CompletableFuture<?> reply) {
    ActorRef<JanusMessage> started = link;
    if (started == null || !up) {
      reply.completeExceptionally(new JanusFailure("Janus is not reached"));
    } else {
      started.tell(message);
    }
  }
}
