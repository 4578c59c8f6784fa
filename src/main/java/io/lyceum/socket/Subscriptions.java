package io.lyceum.socket;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.hub.FeedMessage;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.topic.entity.TopicUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The topics one socket follows and how far each was written. Events that find no room are let go
 * and fetched again from the feed once there is room: a slow reader costs no memory and loses
 * nothing.
 */
final class Subscriptions {
  private static final Rejection FEED_LOST =
      new Rejection(ErrorCode.UNAVAILABLE, "This subscription broke off; subscribe again.");
  private static final long RETRY_MS = 1_000;

  /** Most follow one or two topics. */
  private static final int FEW = 2;

  private static final class Following {
    private @Nullable ActorRef<TopicUpdate> feed;
    private long taken;

    /** Not to be served until this side asks. */
    private boolean behind;

    /** A page was asked for and has not come. */
    private boolean asked;
  }

  private final SessionId session;
  private final Wire wire;
  private final SocketMetrics metrics;
  private final Consumer<ActorRef<TopicUpdate>> watch;
  private final Map<TopicId, Following> following = new HashMap<>(FEW);

  /**
   * @param watch has {@link #feedLost} called when this feed ends
   */
  Subscriptions(
      SessionId session, Wire wire, SocketMetrics metrics, Consumer<ActorRef<TopicUpdate>> watch) {
    this.session = session;
    this.wire = wire;
    this.metrics = metrics;
    this.watch = watch;
  }

  int count() {
    return following.size();
  }

  boolean follows(TopicId topic) {
    return following.containsKey(topic);
  }

  void requested(TopicId topic) {
    following.computeIfAbsent(topic, _ -> new Following());
  }

  /** Leaves a topic; what is still on its way from the feed is not written. */
  void leave(TopicId topic) {
    Following left = following.remove(topic);
    if (left != null && left.feed != null) {
      left.feed.tell(new FeedMessage.Unsubscribe(session));
    }
  }

  void on(SubscriberMessage message) {
    if (wire.isEnding()) {
      return;
    }
    switch (message) {
      case SubscriberMessage.Opened opened -> opened(opened);
      case SubscriberMessage.Events events -> events(events);
      case SubscriberMessage.Newest newest -> {
        if (follows(newest.topic())) {
          wire.queue().latest(newest.topic().wire() + '\n' + newest.key(), newest.text());
        }
      }
      case SubscriberMessage.Passing passing -> wire.queue().passing(passing.text());
      case SubscriberMessage.Ended ended -> {
        following.remove(ended.topic());
        wire.failure(ended.id(), ended.topic().wire(), ended.rejection(), ended.retryAfterMs());
      }
      default ->
          throw new IllegalStateException("not from a feed: " + message.getClass().getName());
    }
    wire.flush();
    catchUpIfRoom();
  }

  private void opened(SubscriberMessage.Opened opened) {
    Following topic = following.get(opened.topic());
    if (topic == null) {
      opened.feed().tell(new FeedMessage.Unsubscribe(session));
      return;
    }
    topic.feed = opened.feed();
    watch.accept(opened.feed());
    topic.taken = opened.seq();
    topic.behind = opened.behind();
    topic.asked = false;
    wire.queue().answer(opened.frame());
  }

  private void events(SubscriberMessage.Events events) {
    Following topic = following.get(events.topic());
    // Whatever does not continue what was taken was sent before the feed heard that this side is
    // behind.
    if (topic == null || events.from() != topic.taken) {
      return;
    }
    topic.asked = false;
    if (events.count() > 0 && !wire.queue().events(events.text())) {
      metrics.catchUps.increment();
      topic.behind = true;
      return;
    }
    topic.taken = events.to();
    topic.behind = events.behind();
  }

  /** A feed broke: what it served is not served any more, and the client should ask anew. */
  void feedLost(ActorRef<?> feed) {
    List<TopicId> lost =
        following.entrySet().stream()
            .filter(topic -> feed.equals(topic.getValue().feed))
            .map(Map.Entry::getKey)
            .toList();
    for (TopicId topic : lost) {
      following.remove(topic);
      wire.failure(null, topic.wire(), FEED_LOST, RETRY_MS);
    }
  }

  /** Asks for the next page of one topic that is behind, once there is room. */
  void catchUpIfRoom() {
    if (wire.isEnding() || !wire.queue().hasRoom()) {
      return;
    }
    for (Following topic : following.values()) {
      if (topic.behind && !topic.asked && topic.feed != null) {
        topic.asked = true;
        topic.feed.tell(new FeedMessage.CatchUp(session, topic.taken));
        return;
      }
    }
  }

  /** Asks again for what was asked for and lost; called now and then. */
  void askAgain() {
    following.values().forEach(topic -> topic.asked = false);
    catchUpIfRoom();
  }
}
