package io.lyceum.hub;

import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.Viewer;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One session's place in a feed. */
final class Subscriber {
  enum Mode {
    /** The entity has not said yet whether it may. */
    JOINING,
    /** Gets each entry as it comes. */
    LIVE,
    /** Gets pages when it asks, until it is level with the feed. */
    BEHIND
  }

  final ActorRef<SubscriberMessage> socket;
  final SessionId session;
  final String id;
  final Caller caller;
  Mode mode = Mode.JOINING;
  @Nullable Long wanted;
  @Nullable TopicRole role;

  /** Since when it waits for the entity's word. */
  Instant since;

  boolean shownPresence;

  /** Whether the entity there is now has said that it knows of it. */
  boolean known;

  boolean reading;

  /** The last entry looked at for it, seen or hidden. */
  long looked;

  /** The last entry it was shown: the next one's {@code prev}. */
  long shown;

  Subscriber(FeedMessage.Subscribe subscribe, Instant since) {
    this.socket = subscribe.socket();
    this.session = subscribe.session();
    this.id = subscribe.id();
    this.caller = subscribe.caller();
    this.wanted = subscribe.after();
    this.since = since;
  }

  void startAt(long seq) {
    looked = seq;
    shown = seq;
  }

  Viewer viewer() {
    return new Viewer(caller.user(), role == null ? new TopicRole("") : role);
  }
}
