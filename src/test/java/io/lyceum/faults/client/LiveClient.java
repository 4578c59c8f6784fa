package io.lyceum.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import io.lyceum.faults.check.Line;
import io.lyceum.faults.check.Line.What;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One tab of one person: sends a message again under its id until it is answered, keeps its own
 * order by {@code follows}, and after every loss of the link goes on after the last seq it has. No
 * clock and no connection of its own.
 */
final class LiveClient {
  /** Unanswered so long: the link is asked whether it lives; as long again, and it is given up. */
  private static final double DOUBT_MS = 3_000;

  private static final double PING_MS = 10_000;
  private static final double RETRY_MS = 250;
  private static final long MAX_BACKOFF_MS = 5_000;

  private final String name;
  private final String token;
  private final List<String> rooms;
  private final Port port;
  private final RandomGenerator random;
  private final Map<String, Long> last = new HashMap<>();
  private final Map<String, String> lastId = new HashMap<>();
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private int sent;
  private boolean welcome;
  private double heardAt;
  private double pingedAt = Double.NEGATIVE_INFINITY;
  private int failures;

  LiveClient(String name, String token, List<String> rooms, Port port, RandomGenerator random) {
    this.name = name;
    this.token = token;
    this.rooms = rooms;
    this.port = port;
    this.random = random;
  }

  boolean isIdle() {
    return pending.isEmpty();
  }

  int waiting() {
    return pending.size();
  }

  /** The last seq it has of a room, 0 for none. */
  long level(String room) {
    return last.getOrDefault(room, 0L);
  }

  List<String> rooms() {
    return rooms;
  }

  void connected(double now) {
    heardAt = now;
    welcome = false;
    ObjectNode hello = frame("hello").put("token", token).put("client", "faults/1");
    ObjectNode resume = hello.putObject("resume");
    last.forEach(resume::put);
    port.transmit(hello.toString());
  }

  void disconnected(double now) {
    welcome = false;
    log(now, What.CLOSE, "", null, 0, null);
    long ceiling = Math.min(MAX_BACKOFF_MS, 200L << Math.min(failures, 6));
    failures++;
    port.reconnect(random.nextLong(ceiling / 2, ceiling));
  }

  /** Says something new in a room. */
  void send(String room, double now) {
    String id = Generators.timeBasedEpochRandomGenerator().generate().toString();
    Pending message = new Pending(id, room, name + "/" + ++sent, lastId.put(room, id));
    pending.put(id, message);
    log(now, What.INVOKE, room, message.key, 0, null);
    transmit(message, now);
  }

  /** Notes how far it has come in each room. */
  void end(double now) {
    rooms.forEach(room -> log(now, What.LEVEL, room, null, level(room), null));
  }

  /** To be called a few times a second. */
  void tick(double now) {
    if (!welcome) {
      giveUpIfSilent(now, 2 * DOUBT_MS);
      return;
    }
    boolean doubt = false;
    for (Pending message : List.copyOf(pending.values())) {
      if (message.retryAt <= now) {
        transmit(message, now);
      } else if (message.sentAt + DOUBT_MS < now) {
        doubt = true;
        if (!message.doubted) {
          message.doubted = true;
          log(now, What.INFO, message.room, message.key, 0, null);
        }
      }
    }
    if (now - pingedAt > (doubt ? DOUBT_MS : PING_MS)) {
      pingedAt = now;
      port.transmit(frame("ping").put("t", (long) now).toString());
    }
    giveUpIfSilent(now, PING_MS + DOUBT_MS - (doubt ? PING_MS - DOUBT_MS : 0));
  }

  private void giveUpIfSilent(double now, double patience) {
    if (now - heardAt > patience) {
      heardAt = now;
      disconnected(now);
    }
  }

  void received(JsonNode frame, double now) {
    heardAt = now;
    switch (frame.path("op").asText()) {
      case "welcome" -> welcomed(now);
      case "subscribed" -> subscribed(frame, now);
      case "event" -> event(frame, now);
      case "ack" -> acknowledged(frame, now);
      case "error" -> refused(frame, now);
      case "bye" -> {
        log(now, What.CLOSE, "", null, 0, frame.path("code").asText());
        welcome = false;
        port.reconnect(frame.path("reconnectAfterMs").asLong(1_000));
      }
      default -> {}
    }
  }

  private void welcomed(double now) {
    welcome = true;
    failures = 0;
    log(now, What.CONNECT, "", null, 0, null);
    rooms.stream().filter(room -> !last.containsKey(room)).forEach(this::subscribe);
    pending.values().forEach(message -> transmit(message, now));
  }

  private void subscribe(String room) {
    ObjectNode subscribe = frame("subscribe").put("id", "s-" + room).put("topic", room);
    if (last.containsKey(room)) {
      subscribe.put("after", last.get(room));
    }
    port.transmit(subscribe.toString());
  }

  private void subscribed(JsonNode frame, double now) {
    String room = frame.path("topic").asText(frame.path("id").asText().replaceFirst("^s-", ""));
    if (frame.path("recovered").asBoolean()) {
      log(now, What.RESUME, room, null, level(room), null);
    } else {
      last.put(room, frame.path("seq").asLong());
      log(now, What.RESET, room, null, level(room), null);
    }
  }

  private void event(JsonNode frame, double now) {
    String room = frame.path("topic").asText();
    long seq = frame.path("seq").asLong();
    boolean message = frame.path("type").asText().equals("message:new");
    String key = message ? frame.at("/data/text").asText() : "";
    log(now, What.RECV, room, key, seq, null);
    last.merge(room, seq, Math::max);
  }

  private void acknowledged(JsonNode frame, double now) {
    Pending message = pending.remove(frame.path("id").asText());
    if (message != null) {
      log(now, What.OK, message.room, message.key, frame.path("seq").asLong(), null);
    }
  }

  private void refused(JsonNode frame, double now) {
    String code = frame.path("code").asText();
    Pending message = pending.get(frame.path("id").asText());
    if (message == null) {
      // A room that could not be followed now: ask again.
      rooms.stream().filter(room -> names(frame, room)).forEach(this::subscribe);
      return;
    }
    switch (code) {
      case "unavailable", "rate_limited", "too_many_in_flight", "out_of_order", "internal" ->
          message.retryAt = now + Math.max(RETRY_MS, frame.path("retryAfterMs").asDouble());
      default -> {
        pending.remove(message.id);
        log(now, What.FAIL, message.room, message.key, 0, code);
      }
    }
  }

  private static boolean names(JsonNode frame, String room) {
    return frame.path("topic").asText().equals(room)
        || frame.path("id").asText().equals("s-" + room);
  }

  private void transmit(Pending message, double now) {
    message.sentAt = now;
    message.retryAt = Double.POSITIVE_INFINITY;
    if (!welcome) {
      return;
    }
    ObjectNode command = frame("command").put("id", message.id).put("topic", message.room);
    command.put("type", "message:send");
    command.putObject("data").put("text", message.key);
    if (message.follows != null) {
      command.put("follows", message.follows);
    }
    port.transmit(command.toString());
  }

  private void log(
      double now, What what, String room, @Nullable String key, long seq, @Nullable String code) {
    port.log(new Line(now, what, name, room, key, seq, code));
  }

  private static ObjectNode frame(String op) {
    return JsonNodeFactory.instance.objectNode().put("op", op);
  }
}
