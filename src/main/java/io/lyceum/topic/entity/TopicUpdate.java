package io.lyceum.topic.entity;

import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicRole;
import io.lyceum.topic.Audience;
import io.lyceum.topic.ClusterMessage;
import io.lyceum.topic.frame.Entry;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a topic tells the hubs that follow it. */
public sealed interface TopicUpdate {
  /**
   * This entity holds the topic, {@code seq} is its last entry; all later ones will be sent.
   *
   * @param anew the entity did not know this feed (any more): it knows none of its sessions either
   */
  record Attached(ActorRef<TopicMessage> entity, long seq, boolean anew)
      implements TopicUpdate, ClusterMessage {}

  /**
   * New entries, dense and in order. Each is durable.
   *
   * @param durableMicros since when, by the clock of the topic's node, in microseconds of the
   *     epoch; 0 from a node that does not tell
   * @param traces of the recorded commands among those that made them; none from a node that does
   *     not tell
   */
  record Published(List<Entry> entries, long durableMicros, List<String> traces)
      implements TopicUpdate, ClusterMessage {
    public Published(List<Entry> entries, long durableMicros, @Nullable List<String> traces) {
      this.entries = List.copyOf(entries);
      this.durableMicros = durableMicros;
      this.traces = traces == null ? List.of() : List.copyOf(traces);
    }
  }

  /**
   * A session may see the topic.
   *
   * @param seq where its stream starts: the {@code after} it asked for when recovered, else the
   *     snapshot's
   * @param snapshot JSON; null when recovered
   * @param members JSON list of those present; null when this role is not shown them
   */
  record Joined(
      SessionId session,
      TopicRole role,
      long seq,
      @Nullable String snapshot,
      @Nullable String members)
      implements TopicUpdate, ClusterMessage {
    public boolean recovered() {
      return snapshot == null;
    }
  }

  /** A session may not see the topic, or no longer. */
  record CutOff(SessionId session, Rejection rejection) implements TopicUpdate, ClusterMessage {}

  /**
   * A signal to pass on now or never.
   *
   * @param to a user or session id; null means the whole audience
   */
  record Relayed(Audience audience, @Nullable String to, SessionId from, String text)
      implements TopicUpdate, ClusterMessage {}

  /** Who came and went, for those who are shown it. */
  record PresenceChanged(String text) implements TopicUpdate, ClusterMessage {}

  /** What only the feed's own node sends it. */
  non-sealed interface Local extends TopicUpdate {}
}
