package io.lyceum.topic.entity;

import io.lyceum.topic.frame.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The hubs' feeds that follow this topic, one a node, each on a lease. The lease covers what death
 * watch cannot: a feed that lives but lost us.
 */
final class Feeds {
  /** A feed renews every 5 s; three missed renewals end the lease. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  /**
   * Characters of one message between nodes: well below Artery's 256 KiB frame even if each takes
   * two bytes.
   */
  private static final int MAX_CHARS = 64 * 1024;

  private final Map<ActorRef<TopicUpdate>, Instant> leases = new LinkedHashMap<>();

  /** Those that have not asked for any session since their lease began. */
  private final Set<ActorRef<TopicUpdate>> silent = new HashSet<>();

  /** True when the feed is new. */
  boolean renew(ActorRef<TopicUpdate> feed, Instant now) {
    boolean isNew = leases.put(feed, now.plus(LEASE)) == null;
    if (isNew) {
      silent.add(feed);
    }
    return isNew;
  }

  /** It asks for a session: it has heard that its lease began anew. */
  void asks(ActorRef<TopicUpdate> feed) {
    silent.remove(feed);
  }

  /** Whether it may not know that its lease began anew: that it was told can get lost. */
  boolean isSilent(ActorRef<TopicUpdate> feed) {
    return silent.contains(feed);
  }

  boolean has(ActorRef<TopicUpdate> feed) {
    return leases.containsKey(feed);
  }

  void remove(ActorRef<TopicUpdate> feed) {
    leases.remove(feed);
    silent.remove(feed);
  }

  boolean isEmpty() {
    return leases.isEmpty();
  }

  List<ActorRef<TopicUpdate>> expired(Instant now) {
    return leases.entrySet().stream()
        .filter(e -> e.getValue().isBefore(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  void tell(TopicUpdate update) {
    leases.keySet().forEach(feed -> feed.tell(update));
  }

  /**
   * Sends entries in messages of bounded size.
   *
   * @param durableMicros when they became durable
   * @param traces of the recorded commands they came from
   */
  void publish(List<Entry> entries, long durableMicros, List<String> traces) {
    List<Entry> part = new ArrayList<>();
    int chars = 0;
    for (Entry entry : entries) {
      if (!part.isEmpty() && chars + entry.size() > MAX_CHARS) {
        tell(new TopicUpdate.Published(part, durableMicros, List.of()));
        part = new ArrayList<>();
        chars = 0;
      }
      part.add(entry);
      chars += entry.size();
    }
    if (!part.isEmpty()) {
      tell(new TopicUpdate.Published(part, durableMicros, traces));
    }
  }
}
