package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.topic.Answer;
import io.lyceum.topic.ClusterMessage;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a topic's entity understands. */
public sealed interface TopicMessage {
  /**
   * A command; answered once durable. May come twice: the id makes it count once.
   *
   * @param trace the trace it is recorded in; null when it is not
   */
  record Submit(
      Caller caller,
      CommandId id,
      @Nullable CommandId follows,
      String type,
      JsonNode data,
      boolean fromServer,
      @Nullable String trace,
      ActorRef<Answer> replyTo)
      implements TopicMessage, ClusterMessage {}

  /** A signal to relay; answered only when refused. */
  record Signal(
      Caller caller,
      SessionId session,
      String type,
      JsonNode data,
      @Nullable String to,
      ActorRef<SignalRefused> replyTo)
      implements TopicMessage, ClusterMessage {}

  /** Something for one session alone, said by the server. */
  record Say(SessionId to, String type, JsonNode data) implements TopicMessage, ClusterMessage {}

  /** A hub's feed wants every entry from now on; answered with {@link TopicUpdate.Attached}. */
  record Attach(ActorRef<TopicUpdate> feed) implements TopicMessage, ClusterMessage {}

  /**
   * The feed is still there and has seen all up to {@code head}, which is in the journal; keeps its
   * lease.
   */
  record Renew(ActorRef<TopicUpdate> feed, long head) implements TopicMessage, ClusterMessage {}

  /** A session wants to see the topic, all of it or what came {@code after}. Idempotent. */
  record Join(SessionId session, Caller caller, @Nullable Long after, ActorRef<TopicUpdate> feed)
      implements TopicMessage, ClusterMessage {}

  /** A session is gone; {@code deliberate} means by its own wish, so no grace time is kept. */
  record Leave(SessionId session, boolean deliberate, Instant at)
      implements TopicMessage, ClusterMessage {}

  /** Asks for a named report; {@code role} is answered by the runtime itself. */
  record Inspect(Caller caller, String report, ActorRef<Inspection> replyTo)
      implements TopicMessage, ClusterMessage {}

  /** A due alarm, from the poller or the entity's own timer. */
  record WakeUp() implements TopicMessage, ClusterMessage {}

  /** Something outside changed what this person may do here: admit anew. */
  record Recheck(UserId user) implements TopicMessage, ClusterMessage {}

  /** These people are erased: nothing of theirs may stay in memory. */
  record Forget(List<UserId> people) implements TopicMessage, ClusterMessage {
    public Forget {
      people = List.copyOf(people);
    }
  }

  /** The region asks it to leave memory. */
  record Stop() implements TopicMessage, ClusterMessage {}

  /** What the entity tells itself. */
  non-sealed interface Internal extends TopicMessage {}
}
