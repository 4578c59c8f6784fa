package io.lyceum.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Commands on their way: one id each however often it is sent, in order within a topic, sent again
 * until answered.
 */
class ClientOutbox {
  private static final long ANSWER_WITHIN_MS = 12_000;
  private static final long PATIENCE_MS = 5_000;
  private static final long RETRY_MS = 500;
  private static final int MOST_REORDERS = 20;

  private static final class Command {
    private final int number;
    private final String topic;
    private final String type;
    private final JsonNode data;
    private @Nullable String id;
    private boolean flying;

    /** It was sent, and the answer to that sending will not come or says nothing. */
    private boolean carried;

    private boolean renewed;
    private boolean alone;
    private int reorders;
    private long sentAt;
    private long notBefore;

    private Command(int number, String topic, String type, JsonNode data) {
      this.number = number;
      this.topic = topic;
      this.type = type;
      this.data = data;
    }
  }

  private final LongFunction<String> ids;
  private final Consumer<ClientEffect> effects;
  private final List<Command> commands = new ArrayList<>();
  private int limit;
  private int numbers;

  ClientOutbox(LongFunction<String> ids, Consumer<ClientEffect> effects) {
    this.ids = ids;
    this.effects = effects;
  }

  int size() {
    return commands.size();
  }

  int add(String topic, String type, JsonNode data) {
    commands.add(new Command(++numbers, topic, type, data));
    return numbers;
  }

  void connected(int inflight) {
    limit = inflight;
  }

  /** What was in flight is in doubt and will be sent again under the same id. */
  void disconnected() {
    limit = 0;
    for (Command command : commands) {
      command.carried |= command.flying;
      command.flying = false;
      command.notBefore = 0;
    }
  }

  boolean isOverdue(long nowMs, long patienceMs) {
    return commands.stream().anyMatch(c -> c.flying && nowMs - c.sentAt > patienceMs);
  }

  boolean acknowledge(JsonNode frame) {
    Command command = find(frame);
    if (command == null) {
      return false;
    }
    commands.remove(command);
    effects.accept(
        new ClientEffect.Acknowledged(
            command.topic,
            frame.path("id").asText(),
            command.number,
            frame.path("seq").asLong(-1)));
    return true;
  }

  boolean refuse(JsonNode frame, long nowMs) {
    Command command = find(frame);
    if (command == null) {
      return false;
    }
    String code = frame.path("code").asText();
    boolean doubtful = command.carried || code.equals("unavailable");
    if (mayRetry(command, code, frame.path("retryAfterMs").asLong(RETRY_MS), nowMs)) {
      command.flying = false;
      return true;
    }
    commands.remove(command);
    effects.accept(
        new ClientEffect.Refused(
            command.topic,
            frame.path("id").asText(),
            command.number,
            code,
            doubtful && code.equals("expired")));
    return true;
  }

  private static boolean mayRetry(Command command, String code, long retryAfterMs, long nowMs) {
    return switch (code) {
      case "rate_limited", "unavailable", "too_many_in_flight" -> {
        command.carried |= code.equals("unavailable");
        command.notBefore = nowMs + retryAfterMs;
        yield !code.equals("rate_limited") || retryAfterMs <= PATIENCE_MS;
      }
      case "out_of_order" -> {
        command.alone = true;
        command.notBefore = nowMs + Math.min(100L * ++command.reorders, 2000);
        yield command.reorders <= MOST_REORDERS;
      }
      case "expired" -> {
        boolean again = !command.carried && !command.renewed;
        if (again) {
          command.renewed = true;
          command.id = null;
        }
        yield again;
      }
      default -> false;
    };
  }

  private @Nullable Command find(JsonNode frame) {
    String id = frame.path("id").asText();
    return commands.stream().filter(c -> id.equals(c.id)).findFirst().orElse(null);
  }

  /** Sends what may be sent; a topic whose earlier command has to wait is passed over. */
  void pump(long nowMs, long serverMs) {
    if (limit == 0) {
      return;
    }
    int flying = 0;
    for (Command command : commands) {
      if (command.flying && nowMs - command.sentAt > ANSWER_WITHIN_MS) {
        silent(command);
      }
      flying += command.flying ? 1 : 0;
    }
    Set<String> held = new HashSet<>();
    Map<String, String> previous = new HashMap<>();
    for (Command command : List.copyOf(commands)) {
      if (!command.flying && !held.contains(command.topic)) {
        String before = previous.get(command.topic);
        if (command.notBefore > nowMs || flying >= limit || (command.alone && before != null)) {
          held.add(command.topic);
        } else {
          send(command, before, nowMs, serverMs);
          flying++;
        }
      }
      if (command.flying && command.id != null) {
        previous.put(command.topic, command.id);
      }
    }
  }

  /** No answer came: it is sent again. */
  private static void silent(Command command) {
    command.flying = false;
    command.carried = true;
  }

  private void send(Command command, @Nullable String follows, long nowMs, long serverMs) {
    String id = command.id == null ? ids.apply(serverMs) : command.id;
    command.id = id;
    command.flying = true;
    command.sentAt = nowMs;
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.put("op", "command").put("id", id).put("topic", command.topic).put("type", command.type);
    frame.set("data", command.data);
    if (follows != null) {
      frame.put("follows", follows);
    }
    effects.accept(new ClientEffect.Send(frame.toString()));
  }
}
