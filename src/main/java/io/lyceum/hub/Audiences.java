package io.lyceum.hub;

import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.topic.entity.TopicUpdate;
import io.lyceum.topic.frame.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of a feed and what each is sent: live entries, pages for who is behind, signals,
 * presence.
 */
final class Audiences {
  /** A page came back from the journal, or failed to. */
  record PageRead(SessionId session, long after, @Nullable List<Entry> entries)
      implements TopicUpdate.Local {}

  private final ActorContext<TopicUpdate> context;
  private final TopicId topic;
  private final FeedSurroundings around;
  private final Stream stream;
  private final Consumer<SessionId> leave;
  private final Map<SessionId, Subscriber> subscribers = new LinkedHashMap<>();

  /**
   * @param leave tells the entity that a session is not here
   */
  Audiences(
      ActorContext<TopicUpdate> context,
      TopicId topic,
      FeedSurroundings around,
      Stream stream,
      Consumer<SessionId> leave) {
    this.context = context;
    this.topic = topic;
    this.around = around;
    this.stream = stream;
    this.leave = leave;
  }

  boolean isEmpty() {
    return subscribers.isEmpty();
  }

  /** The entity knows none of them (any more), or may not. */
  List<Subscriber> startAsking() {
    subscribers.values().forEach(subscriber -> subscriber.known = false);
    return List.copyOf(subscribers.values());
  }

  /** Whom the entity has not said to know; asked for again, for what was asked may be lost. */
  List<Subscriber> unknown() {
    return subscribers.values().stream().filter(s -> !s.known).toList();
  }

  List<Subscriber> joining() {
    return subscribers.values().stream().filter(s -> s.mode == Subscriber.Mode.JOINING).toList();
  }

  List<SessionId> sessionsOf(ActorRef<?> socket) {
    return subscribers.values().stream()
        .filter(s -> s.socket.equals(socket))
        .map(s -> s.session)
        .toList();
  }

  Subscriber add(FeedMessage.Subscribe subscribe) {
    Subscriber subscriber = new Subscriber(subscribe, around.clock().instant());
    subscribers.put(subscriber.session, subscriber);
    return subscriber;
  }

  boolean remove(SessionId session) {
    return subscribers.remove(session) != null;
  }

  void end(SessionId session, Rejection rejection, long retryAfterMs) {
    Subscriber subscriber = subscribers.remove(session);
    if (subscriber != null) {
      String id = subscriber.mode == Subscriber.Mode.JOINING ? subscriber.id : null;
      subscriber.socket.tell(new SubscriberMessage.Ended(topic, id, rejection, retryAfterMs));
    }
  }

  /** Nothing anybody has seen holds: all want a fresh snapshot. */
  void startAnew() {
    for (Subscriber subscriber : subscribers.values()) {
      wantSnapshot(subscriber);
    }
  }

  private void wantSnapshot(Subscriber subscriber) {
    around.metrics().resets.increment();
    subscriber.mode = Subscriber.Mode.JOINING;
    subscriber.known = false;
    subscriber.wanted = null;
    subscriber.since = around.clock().instant();
  }

  /** The last entry that this session or its client has surely seen; 0 if none. */
  long seenBy(SessionId session) {
    Subscriber subscriber = subscribers.get(session);
    if (subscriber == null) {
      return 0;
    }
    Long wanted = subscriber.wanted;
    return subscriber.mode != Subscriber.Mode.JOINING
        ? subscriber.shown
        : wanted == null ? 0 : wanted;
  }

  void joined(TopicUpdate.Joined joined) {
    Subscriber subscriber = subscribers.get(joined.session());
    if (subscriber == null) {
      // It left before it was let in, and its leaving came first: it must not stay seated.
      leave.accept(joined.session());
      return;
    }
    subscriber.known = true;
    boolean confirms =
        subscriber.mode != Subscriber.Mode.JOINING
            && joined.recovered()
            && joined.role().equals(subscriber.role);
    subscriber.role = joined.role();
    subscriber.shownPresence = joined.members() != null;
    if (!confirms) {
      open(joined);
    }
  }

  /** Starts a session's stream where the entity said. */
  void open(TopicUpdate.Joined joined) {
    Subscriber subscriber = subscribers.get(joined.session());
    if (subscriber == null) {
      return;
    }
    subscriber.known = true;
    subscriber.role = joined.role();
    subscriber.shownPresence = joined.members() != null;
    subscriber.startAt(joined.seq());
    boolean behind = subscriber.looked < stream.head();
    subscriber.mode = behind ? Subscriber.Mode.BEHIND : Subscriber.Mode.LIVE;
    EncodedText frame = SubscribedFrame.text(subscriber.id, topic, joined);
    subscriber.socket.tell(
        new SubscriberMessage.Opened(topic, context.getSelf(), joined.seq(), frame, behind));
  }

  void publish(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    FanOut fanOut = new FanOut(entries);
    for (Subscriber subscriber : subscribers.values()) {
      if (subscriber.mode == Subscriber.Mode.LIVE) {
        send(subscriber, fanOut, entries.getLast().seq(), false);
      }
    }
  }

  private void send(Subscriber subscriber, FanOut fanOut, long upTo, boolean page) {
    FanOut.Piece piece = fanOut.piece(subscriber.viewer(), subscriber.shown, subscriber.looked);
    long from = subscriber.shown;
    subscriber.shown = piece.shown();
    subscriber.looked = Math.max(subscriber.looked, upTo);
    boolean behind = subscriber.looked < stream.head();
    if (page) {
      subscriber.mode = behind ? Subscriber.Mode.BEHIND : Subscriber.Mode.LIVE;
    }
    if (piece.count() > 0 || page) {
      around.metrics().deliveries.increment(piece.count());
      subscriber.socket.tell(
          new SubscriberMessage.Events(
              topic, from, piece.shown(), piece.count(), piece.text(), page && behind));
    }
    for (FanOut.Latest latest : piece.latest()) {
      subscriber.socket.tell(new SubscriberMessage.Newest(topic, latest.key(), latest.text()));
    }
  }

  /**
   * Sends the next page to one who is behind; gives it back when it missed too much and must join
   * anew for a snapshot.
   */
  Optional<Subscriber> catchUp(SessionId session, long after) {
    Subscriber subscriber = subscribers.get(session);
    if (subscriber == null || subscriber.mode == Subscriber.Mode.JOINING || subscriber.reading) {
      return Optional.empty();
    }
    subscriber.mode = Subscriber.Mode.BEHIND;
    // What it was shown may lie before what was looked at for it; hidden entries in between are
    // looked at once more.
    subscriber.looked = after == subscriber.shown ? subscriber.looked : after;
    subscriber.shown = after;
    if (stream.head() - subscriber.looked > around.maxReplay()) {
      wantSnapshot(subscriber);
      return Optional.of(subscriber);
    }
    nextPage(subscriber);
    return Optional.empty();
  }

  private void nextPage(Subscriber subscriber) {
    long after = subscriber.looked;
    int size = around.settings().pageEntries();
    if (after >= stream.head() || stream.ring().covers(after)) {
      around.metrics().ringPages.increment();
      sendPage(subscriber, stream.ring().after(after, size));
      return;
    }
    around.metrics().journalPages.increment();
    subscriber.reading = true;
    SessionId session = subscriber.session;
    context.pipeToSelf(
        around.replay().forward(topic, after + 1, stream.head(), size),
        (entries, _) -> new PageRead(session, after, entries));
  }

  /**
   * A page from the journal arrived; gives the subscriber back when the read failed and it must
   * join anew.
   */
  Optional<Subscriber> pageRead(PageRead read) {
    Subscriber subscriber = subscribers.get(read.session());
    if (subscriber == null) {
      return Optional.empty();
    }
    subscriber.reading = false;
    if (subscriber.mode != Subscriber.Mode.BEHIND) {
      return Optional.empty();
    }
    if (read.after() != subscriber.looked) {
      // It started anew meanwhile: this page belongs to another place, and its own was not read.
      nextPage(subscriber);
    } else if (read.entries() == null) {
      wantSnapshot(subscriber);
      return Optional.of(subscriber);
    } else {
      sendPage(subscriber, read.entries());
    }
    return Optional.empty();
  }

  private void sendPage(Subscriber subscriber, List<Entry> entries) {
    long upTo = entries.isEmpty() ? subscriber.looked : entries.getLast().seq();
    send(subscriber, new FanOut(entries), upTo, true);
  }

  void relay(TopicUpdate.Relayed relayed) {
    SubscriberMessage message = new SubscriberMessage.Passing(EncodedText.of(relayed.text()));
    for (Subscriber subscriber : subscribers.values()) {
      boolean meant =
          relayed.to() == null
              || relayed.to().equals(subscriber.caller.user().value())
              || relayed.to().equals(subscriber.session.value());
      if (meant
          && subscriber.mode != Subscriber.Mode.JOINING
          && !subscriber.session.equals(relayed.from())
          && relayed.audience().includes(subscriber.viewer())) {
        subscriber.socket.tell(message);
      }
    }
  }

  void presence(String text) {
    SubscriberMessage message = new SubscriberMessage.Passing(EncodedText.of(text));
    for (Subscriber subscriber : subscribers.values()) {
      if (subscriber.shownPresence && subscriber.mode != Subscriber.Mode.JOINING) {
        subscriber.socket.tell(message);
      }
    }
  }
}
