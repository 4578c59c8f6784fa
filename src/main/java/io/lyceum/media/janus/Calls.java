package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests that wait for Janus' answer. */
final class Calls {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private record Call(CompletableFuture<JsonNode> reply, boolean ackIsAll, Instant until) {}

  private final Map<String, Call> waiting = new HashMap<>();
  private long last;

  /** Gives the name under which the answer comes. */
  String add(CompletableFuture<JsonNode> reply, boolean ackIsAll, Instant now) {
    last++;
    String transaction = Long.toString(last);
    waiting.put(transaction, new Call(reply, ackIsAll, now.plus(PATIENCE)));
    return transaction;
  }

  /** What nobody waits for is Janus telling of others, which we know. */
  void answered(JsonNode answer) {
    Call call = waiting.remove(answer.path("transaction").asText());
    if (call == null) {
      return;
    }
    JanusFailure failure = failure(answer);
    if (failure == null) {
      call.reply().complete(answer);
    } else {
      call.reply().completeExceptionally(failure);
    }
  }

  void acknowledged(JsonNode ack) {
    Call call = waiting.get(ack.path("transaction").asText());
    if (call != null && call.ackIsAll()) {
      answered(ack);
    }
  }

  /** True when one got no answer in time: the link is not to be trusted. */
  boolean expire(Instant now) {
    List<String> late =
        waiting.entrySet().stream()
            .filter(call -> call.getValue().until().isBefore(now))
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(transaction -> fail(transaction, "Janus did not answer"));
    return !late.isEmpty();
  }

  void failAll() {
    List.copyOf(waiting.keySet()).forEach(transaction -> fail(transaction, "Janus is lost"));
  }

  private void fail(String transaction, String message) {
    Call call = waiting.remove(transaction);
    if (call != null) {
      call.reply().completeExceptionally(new JanusFailure(message));
    }
  }

  private static @Nullable JanusFailure failure(JsonNode answer) {
    JsonNode core = answer.path("error");
    if (core.isObject()) {
      return new JanusFailure(core.path("code").asInt(), core.path("reason").asText());
    }
    JsonNode plugin = answer.path("plugindata").path("data");
    return plugin.has("error")
        ? new JanusFailure(plugin.path("error_code").asInt(), plugin.path("error").asText())
        : null;
  }
}
