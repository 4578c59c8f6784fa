package io.lyceum.hub;

import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.topic.entity.TopicUpdate;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a feed tells a socket that subscribed; stays on the node. */
public interface SubscriberMessage {
  /**
   * The subscription stands, or starts anew after a reset.
   *
   * @param seq where the stream starts
   * @param frame the {@code subscribed} frame
   * @param behind missed events follow: ask with {@link FeedMessage.CatchUp}
   */
  record Opened(
      TopicId topic, ActorRef<TopicUpdate> feed, long seq, EncodedText frame, boolean behind)
      implements SubscriberMessage {}

  /**
   * Durable events in order, one frame a line; the text is one object for all who see the same.
   *
   * @param from the seq shown before the first of them
   * @param to the seq of the last of them
   * @param count how many; 0 when a page held nothing this viewer may see
   * @param behind more are missing: ask again
   */
  record Events(TopicId topic, long from, long to, int count, EncodedText text, boolean behind)
      implements SubscriberMessage {}

  /** The newest value of a key; an older one still waiting may be forgotten. */
  record Newest(TopicId topic, String key, EncodedText text) implements SubscriberMessage {}

  /** Best effort: a signal or a presence frame. */
  record Passing(EncodedText text) implements SubscriberMessage {}

  /**
   * The subscription is refused or ended.
   *
   * @param id of the subscribe frame; null when it stood already
   */
  record Ended(TopicId topic, @Nullable String id, Rejection rejection, long retryAfterMs)
      implements SubscriberMessage {}
}
