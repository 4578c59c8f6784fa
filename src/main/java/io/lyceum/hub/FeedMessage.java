package io.lyceum.hub;

import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.topic.entity.TopicUpdate;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a socket asks of a feed. */
public sealed interface FeedMessage extends TopicUpdate.Local {
  /** Wants the topic, all of it or what came {@code after}; answered with Opened or Ended. */
  record Subscribe(
      ActorRef<SubscriberMessage> socket,
      SessionId session,
      String id,
      Caller caller,
      @Nullable Long after)
      implements FeedMessage {}

  /** Leaves by its own wish. */
  record Unsubscribe(SessionId session) implements FeedMessage {}

  /** Has room again and has seen all up to {@code after}; answered with Events. */
  record CatchUp(SessionId session, long after) implements FeedMessage {}

  /** Keeps nothing of what was said: somebody who may have said it is erased. */
  record Forget() implements FeedMessage {}

  /** Nobody subscribed for a while: the hub has forgotten this feed. */
  record Retire() implements FeedMessage {}
}
