package io.lyceum.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The topics a client follows: each seq at most once, in rising order, holes asked for again. */
final class ClientFeeds {
  private static final long ANSWER_WITHIN_MS = 8_000;
  private static final long RETRY_MS = 1_000;
  private static final Set<String> PASSING =
      Set.of("unavailable", "rate_limited", "too_many_in_flight", "internal");
  private static final Set<String> ENDING =
      Set.of("unavailable", "forbidden", "not_found", "internal");

  private static final class Feed {
    private final String topic;
    private @Nullable Long seq;
    private boolean live;
    private @Nullable String requestId;
    private long askAt = Long.MAX_VALUE;
    private final Set<String> present = new TreeSet<>();

    private Feed(String topic) {
      this.topic = topic;
    }
  }

  private final Consumer<ClientEffect> effects;
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private boolean online;
  private int requests;

  ClientFeeds(Consumer<ClientEffect> effects) {
    this.effects = effects;
  }

  Set<String> topics() {
    return Set.copyOf(feeds.keySet());
  }

  boolean isLive(String topic) {
    Feed feed = feeds.get(topic);
    return feed != null && feed.live;
  }

  void open(String topic, long nowMs) {
    Feed feed = new Feed(topic);
    feeds.put(topic, feed);
    if (online) {
      request(feed, nowMs);
    }
  }

  void close(String topic) {
    if (feeds.remove(topic) != null && online) {
      ObjectNode frame = JsonNodeFactory.instance.objectNode();
      frame.put("op", "unsubscribe").put("id", "u" + ++requests).put("topic", topic);
      effects.accept(new ClientEffect.Send(frame.toString()));
    }
  }

  /** The map for hello. */
  ObjectNode positions() {
    ObjectNode positions = JsonNodeFactory.instance.objectNode();
    for (Feed feed : feeds.values()) {
      if (feed.seq != null) {
        positions.put(feed.topic, feed.seq);
      }
    }
    return positions;
  }

  void connected(JsonNode resumed, long nowMs) {
    online = true;
    for (Feed feed : feeds.values()) {
      if (resumed.has(feed.topic)) {
        feed.askAt = nowMs + ANSWER_WITHIN_MS;
      } else {
        request(feed, nowMs);
      }
    }
  }

  void disconnected() {
    online = false;
    for (Feed feed : feeds.values()) {
      feed.live = false;
      feed.askAt = Long.MAX_VALUE;
    }
  }

  void subscribed(JsonNode frame) {
    Feed feed = feeds.get(frame.path("topic").asText());
    if (feed == null) {
      return;
    }
    feed.askAt = Long.MAX_VALUE;
    feed.requestId = null;
    feed.live = true;
    boolean recovered = frame.path("recovered").asBoolean();
    Long had = feed.seq;
    long seq = !recovered || had == null ? frame.path("seq").asLong() : had;
    feed.seq = seq;
    effects.accept(new ClientEffect.Opened(feed.topic, seq, recovered, frame.get("snapshot")));
    if (frame.has("members")) {
      feed.present.clear();
      frame.path("members").forEach(person -> feed.present.add(person.path("id").asText()));
      tellPresent(feed);
    }
  }

  void event(JsonNode frame, long nowMs) {
    Feed feed = feeds.get(frame.path("topic").asText());
    long seq = frame.path("seq").asLong();
    if (feed == null || !feed.live || feed.seq == null || seq <= feed.seq) {
      return;
    }
    long prev = frame.path("prev").asLong();
    if (prev > feed.seq) {
      effects.accept(new ClientEffect.Hole(feed.topic, feed.seq, prev, seq));
      feed.live = false;
      request(feed, nowMs);
      return;
    }
    feed.seq = seq;
    effects.accept(
        new ClientEffect.Given(feed.topic, seq, frame.path("type").asText(), frame.path("data")));
  }

  void presence(JsonNode frame) {
    Feed feed = feeds.get(frame.path("topic").asText());
    if (feed != null) {
      if (frame.has("members")) {
        feed.present.clear();
        frame.path("members").forEach(person -> feed.present.add(person.path("id").asText()));
      }
      frame.path("left").forEach(person -> feed.present.remove(person.path("id").asText()));
      frame.path("joined").forEach(person -> feed.present.add(person.path("id").asText()));
      tellPresent(feed);
    }
  }

  private void tellPresent(Feed feed) {
    effects.accept(new ClientEffect.Present(feed.topic, new TreeSet<>(feed.present)));
  }

  void refuse(JsonNode frame, long nowMs) {
    String code = frame.path("code").asText();
    if (!frame.has("id")) {
      Feed feed = feeds.get(frame.path("topic").asText());
      if (feed != null && feed.live && ENDING.contains(code)) {
        // Asking again tells whether the subscription was ended or only a signal refused.
        feed.live = false;
        request(feed, nowMs);
      }
      return;
    }
    String id = frame.path("id").asText();
    for (Feed feed : List.copyOf(feeds.values())) {
      if (id.equals(feed.requestId) && PASSING.contains(code)) {
        feed.askAt = nowMs + frame.path("retryAfterMs").asLong(RETRY_MS);
      } else if (id.equals(feed.requestId)) {
        feeds.remove(feed.topic);
        effects.accept(new ClientEffect.Ended(feed.topic, code));
      }
    }
  }

  /** Asks again for what stayed without an answer. */
  void tick(long nowMs) {
    for (Feed feed : feeds.values()) {
      if (online && feed.askAt <= nowMs) {
        request(feed, nowMs);
      }
    }
  }

  private void request(Feed feed, long nowMs) {
    feed.requestId = "s" + ++requests;
    feed.askAt = nowMs + ANSWER_WITHIN_MS;
    ObjectNode frame = JsonNodeFactory.instance.objectNode();
    frame.put("op", "subscribe").put("id", feed.requestId).put("topic", feed.topic);
    if (feed.seq != null) {
      frame.put("after", feed.seq);
    }
    effects.accept(new ClientEffect.Send(frame.toString()));
  }
}
