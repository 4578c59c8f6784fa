package io.lyceum.topic.entity;

import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who was cut off lately. A message between nodes may get lost, and one who may not see a topic any
 * longer must not go on seeing it: the feed is told again whenever it renews its lease, for as long
 * as it could still be unaware.
 */
final class CutOffs {
  private static final Duration REPEATED = Duration.ofMinutes(1);

  private record CutOff(ActorRef<TopicUpdate> feed, Rejection rejection, Instant until) {}

  private final Map<SessionId, CutOff> recent = new LinkedHashMap<>();

  void tell(SessionId session, ActorRef<TopicUpdate> feed, Rejection rejection, Instant now) {
    recent.put(session, new CutOff(feed, rejection, now.plus(REPEATED)));
    feed.tell(new TopicUpdate.CutOff(session, rejection));
  }

  /** The session was let in again. */
  void forget(SessionId session) {
    recent.remove(session);
  }

  void repeat(ActorRef<TopicUpdate> feed, Instant now) {
    recent.values().removeIf(cutOff -> cutOff.until().isBefore(now));
    recent.forEach(
        (session, cutOff) -> {
          if (cutOff.feed().equals(feed)) {
            feed.tell(new TopicUpdate.CutOff(session, cutOff.rejection()));
          }
        });
  }
}
