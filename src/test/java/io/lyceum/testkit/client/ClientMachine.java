package io.lyceum.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * A client by the protocol, as the browser's library is one: told of frames, of its socket and of
 * the time, it says what to send and what its application hears. All times are ms of its own clock.
 */
public class ClientMachine {
  private static final long WELCOME_WITHIN_MS = 8_000;
  private static final long PONG_WITHIN_MS = 5_000;
  private static final long DOUBT_AFTER_MS = 4_000;
  private static final long FIRST_RETRY_MS = 400;
  private static final long LONGEST_RETRY_MS = 10_000;

  private enum Link {
    DOWN,
    OPENING,
    GREETED,
    ONLINE
  }

  private final String token;
  private final RandomGenerator random;
  private final List<ClientEffect> effects = new ArrayList<>();
  private final ClientOutbox outbox;
  private final ClientFeeds feeds = new ClientFeeds(effects::add);
  private Link link = Link.DOWN;
  private ObjectNode resumed = JsonNodeFactory.instance.objectNode();
  private long since;
  private long offset;
  private long heartbeatMs = 20_000;
  private long askedAt;
  private boolean doubting;
  private long byeRetryMs = -1;
  private int attempt;

  /**
   * @param ids makes a UUIDv7 for a server's time in ms
   */
  public ClientMachine(String token, LongFunction<String> ids, RandomGenerator random) {
    this.token = token;
    this.random = random;
    this.outbox = new ClientOutbox(ids, effects::add);
  }

  /** For clients that err on purpose. */
  ClientMachine(
      String token, RandomGenerator random, Function<Consumer<ClientEffect>, ClientOutbox> outbox) {
    this.token = token;
    this.random = random;
    this.outbox = outbox.apply(effects::add);
  }

  public boolean isOnline() {
    return link == Link.ONLINE;
  }

  public int waiting() {
    return outbox.size();
  }

  public Set<String> topics() {
    return feeds.topics();
  }

  public boolean isLive(String topic) {
    return feeds.isLive(topic);
  }

  /** Wants a topic from now on. */
  public List<ClientEffect> subscribe(String topic, long nowMs) {
    feeds.open(topic, nowMs);
    return drain();
  }

  public List<ClientEffect> unsubscribe(String topic) {
    feeds.close(topic);
    return drain();
  }

  /** Sends a command; {@code ClientEffect}s name it by its number, counted from 1. */
  public List<ClientEffect> command(String topic, String type, JsonNode data, long nowMs) {
    outbox.add(topic, type, data);
    outbox.pump(nowMs, nowMs + offset);
    return drain();
  }

  /** A socket is being opened. */
  public List<ClientEffect> opening(long nowMs) {
    link = Link.OPENING;
    since = nowMs;
    byeRetryMs = -1;
    return drain();
  }

  /** The socket is open: says hello. */
  public List<ClientEffect> opened(long nowMs) {
    link = Link.GREETED;
    since = nowMs;
    doubting = false;
    resumed = feeds.positions();
    ObjectNode hello = JsonNodeFactory.instance.objectNode();
    hello.put("op", "hello").put("token", token).set("resume", resumed);
    send(hello);
    return drain();
  }

  /** Text came; it holds one frame a line. */
  public List<ClientEffect> text(String text, long nowMs) {
    doubting = false;
    text.lines().forEach(line -> on(parse(line), nowMs));
    outbox.pump(nowMs, nowMs + offset);
    return drain();
  }

  /** The socket is over, or could not be opened. */
  public List<ClientEffect> closed(long nowMs) {
    if (link != Link.DOWN) {
      drop(nowMs);
    }
    return drain();
  }

  /** Time has passed; to be called a few times a second. */
  public List<ClientEffect> tick(long nowMs) {
    boolean greetless = link == Link.OPENING || link == Link.GREETED;
    boolean dead = doubting && nowMs - askedAt > PONG_WITHIN_MS;
    if ((greetless && nowMs - since > WELCOME_WITHIN_MS) || (link == Link.ONLINE && dead)) {
      effects.add(new ClientEffect.Hang());
      drop(nowMs);
    } else if (link == Link.ONLINE) {
      boolean overdue = outbox.isOverdue(nowMs, DOUBT_AFTER_MS);
      if (!doubting && nowMs - askedAt > (overdue ? DOUBT_AFTER_MS : heartbeatMs)) {
        askedAt = nowMs;
        doubting = true;
        send(JsonNodeFactory.instance.objectNode().put("op", "ping").put("t", nowMs));
      }
      feeds.tick(nowMs);
      outbox.pump(nowMs, nowMs + offset);
    }
    return drain();
  }

  private void on(JsonNode frame, long nowMs) {
    switch (frame.path("op").asText()) {
      case "welcome" -> {
        link = Link.ONLINE;
        attempt = 0;
        askedAt = nowMs;
        heartbeatMs = Math.max(1000, frame.path("heartbeat").asLong() * 800);
        offset = serverTime(frame) - nowMs;
        feeds.connected(resumed, nowMs);
        outbox.connected(frame.path("limits").path("inflight").asInt(8));
      }
      case "pong" -> offset = serverTime(frame) - nowMs;
      case "bye" -> byeRetryMs = frame.path("reconnectAfterMs").asLong(-1);
      case "subscribed" -> feeds.subscribed(frame);
      case "event" -> feeds.event(frame, nowMs);
      case "presence" -> feeds.presence(frame);
      case "ack" -> outbox.acknowledge(frame);
      case "error" -> {
        if (!outbox.refuse(frame, nowMs)) {
          feeds.refuse(frame, nowMs);
        }
      }
      default -> {}
    }
  }

  private void drop(long nowMs) {
    link = Link.DOWN;
    feeds.disconnected();
    outbox.disconnected();
    long ceiling = Math.min(FIRST_RETRY_MS << Math.min(attempt++, 10), LONGEST_RETRY_MS);
    long pause = byeRetryMs >= 0 ? byeRetryMs : ceiling / 2 + random.nextLong(ceiling / 2 + 1);
    effects.add(new ClientEffect.ConnectAt(nowMs + pause));
  }

  private void send(JsonNode frame) {
    effects.add(new ClientEffect.Send(frame.toString()));
  }

  private List<ClientEffect> drain() {
    List<ClientEffect> all = List.copyOf(effects);
    effects.clear();
    return all;
  }

  private static long serverTime(JsonNode frame) {
    return Instant.parse(frame.path("time").asText()).toEpochMilli();
  }

  private static JsonNode parse(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
