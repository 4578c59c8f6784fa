package io.lyceum.hub;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.tracing.Traced;
import io.lyceum.platform.tracing.Tracing;
import io.lyceum.topic.entity.TopicMessage;
import io.lyceum.topic.entity.TopicUpdate;
import io.lyceum.topic.frame.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One topic on one node: attached to the topic's entity once, watching it, and attached again at
 * once when it moves or dies. What the entity sends must be dense; a hole is filled from the
 * journal before anything after it is shown. Who sees what was decided by the entity; the feed
 * never decides.
 */
final class Feed extends AbstractBehavior<TopicUpdate> {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(10);

  /** Every fifth tick the lease at the entity is renewed. */
  private static final int RENEW_TICKS = 5;

  private static final int FILL = 500;
  private static final Duration DEPARTED_FOR = Duration.ofMinutes(1);

  private enum Nudge implements TopicUpdate.Local {
    TICK,
    FILL
  }

  /** Whether the row is in the journal that shows an entity to be behind it. */
  private record Looked(Doubt doubt, @Nullable Boolean found) implements TopicUpdate.Local {}

  /**
   * What an entity said that can only be true if the journal lost something; else it is the entity
   * that has not seen what another one wrote.
   *
   * @param seq an entry that we or a viewer have seen
   */
  private record Doubt(long seq, ActorRef<TopicMessage> entity, TopicUpdate said) {}

  private record Filled(@Nullable List<Entry> entries, @Nullable Throwable failure)
      implements TopicUpdate.Local {}

  private final TopicId topic;
  private final FeedSurroundings around;
  private final Consumer<ActorRef<TopicUpdate>> idle;
  private final TimerScheduler<TopicUpdate> timers;
  private final Stream stream;
  private final Tracing tracing;
  private final Audiences audiences;
  private final Map<SessionId, TopicMessage.Leave> departed = new LinkedHashMap<>();
  private @Nullable ActorRef<TopicMessage> entity;
  private int ticks;
  private Instant usedAt;
  private boolean retired;

  private Feed(
      ActorContext<TopicUpdate> context,
      TimerScheduler<TopicUpdate> timers,
      TopicId topic,
      FeedSurroundings around,
      Consumer<ActorRef<TopicUpdate>> idle) {
    super(context);
    this.timers = timers;
    this.topic = topic;
    this.around = around;
    this.idle = idle;
    this.tracing = Tracing.get(context.getSystem());
    this.stream = new Stream(around.settings());
    this.audiences =
        new Audiences(context, topic, around, stream, session -> tellLeft(session, true));
    this.usedAt = around.clock().instant();
    attach();
    timers.startTimerWithFixedDelay(Nudge.TICK, TICK);
  }

  static Behavior<TopicUpdate> create(
      TopicId topic, FeedSurroundings around, Consumer<ActorRef<TopicUpdate>> idle) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Feed(context, timers, topic, around, idle)));
  }

  @Override
  public Receive<TopicUpdate> createReceive() {
    return newReceiveBuilder()
        .onMessage(TopicUpdate.Published.class, this::onPublished)
        .onMessage(TopicUpdate.Attached.class, this::onAttached)
        .onMessage(TopicUpdate.Joined.class, this::onJoined)
        .onMessage(TopicUpdate.CutOff.class, this::onCutOff)
        .onMessage(TopicUpdate.Relayed.class, this::onRelayed)
        .onMessage(TopicUpdate.PresenceChanged.class, this::onPresence)
        .onMessage(FeedMessage.class, this::onRequest)
        .onMessage(Audiences.PageRead.class, this::onPageRead)
        .onMessage(Filled.class, this::onFilled)
        .onMessage(Looked.class, this::onLooked)
        .onMessage(Nudge.class, this::onNudge)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private void attach() {
    around.entities().apply(topic).tell(new TopicMessage.Attach(getContext().getSelf()));
  }

  private Behavior<TopicUpdate> onAttached(TopicUpdate.Attached attached) {
    if (stream.level(attached.seq()) == Stream.Level.AHEAD) {
      look(new Doubt(stream.head(), attached.entity(), attached));
      return this;
    }
    follow(attached);
    return this;
  }

  private void look(Doubt doubt) {
    getContext()
        .pipeToSelf(
            around.replay().forward(topic, doubt.seq(), doubt.seq(), 1),
            (entries, _) -> new Looked(doubt, entries == null ? null : !entries.isEmpty()));
  }

  private Behavior<TopicUpdate> onLooked(Looked looked) {
    Doubt doubt = looked.doubt();
    Boolean found = looked.found();
    if (found == null) {
      // The journal cannot be read: the next renewal asks again.
      return this;
    }
    if (found) {
      doubt.entity().tell(new TopicMessage.Renew(getContext().getSelf(), doubt.seq()));
    } else if (doubt.said() instanceof TopicUpdate.Attached attached
        && attached.seq() < stream.head()) {
      getContext()
          .getLog()
          .atError()
          .addKeyValue("topic", topic)
          .addKeyValue("seq", attached.seq())
          .log("A topic went back: every viewer starts anew");
      stream.goBack(attached.seq());
      audiences.startAnew();
      follow(attached);
    } else if (doubt.said() instanceof TopicUpdate.Joined joined) {
      audiences.open(joined);
    }
    return this;
  }

  private void follow(TopicUpdate.Attached attached) {
    boolean moved = !attached.entity().equals(entity);
    if (moved) {
      getContext().watch(attached.entity());
      entity = attached.entity();
    }
    fill();
    if (moved || attached.anew()) {
      audiences.startAsking().forEach(this::join);
    } else {
      audiences.unknown().forEach(this::join);
    }
  }

  private void join(Subscriber subscriber) {
    if (entity != null) {
      Long after =
          subscriber.mode == Subscriber.Mode.JOINING
              ? subscriber.wanted
              : Long.valueOf(subscriber.looked);
      entity.tell(
          new TopicMessage.Join(
              subscriber.session, subscriber.caller, after, getContext().getSelf()));
    }
  }

  private Behavior<TopicUpdate> onPublished(TopicUpdate.Published published) {
    switch (stream.offer(published.entries())) {
      case LEVEL -> fanOut(published);
      case MISSING -> fill();
      case AHEAD -> {}
    }
    return this;
  }

  private void fanOut(TopicUpdate.Published published) {
    List<Traced> spans = tracing.follow("hub fan-out", published.traces());
    audiences.publish(stream.taken());
    spans.forEach(Traced::end);
    if (!stream.taken().isEmpty() && !audiences.isEmpty()) {
      around.metrics().fannedOut(published.durableMicros(), around.clock().instant());
    }
  }

  /** Reads what is missing from the journal; what arrives meanwhile is noted and read too. */
  private void fill() {
    if (stream.startFilling()) {
      around.metrics().holes.increment();
      getContext()
          .pipeToSelf(
              around.replay().forward(topic, stream.head() + 1, stream.target(), FILL),
              Filled::new);
    }
  }

  private Behavior<TopicUpdate> onFilled(Filled filled) {
    stream.endFilling();
    List<Entry> entries = filled.entries();
    if (entries == null) {
      getContext()
          .getLog()
          .atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("why", String.valueOf(filled.failure()))
          .log("Entries cannot be read from the journal, trying again");
      timers.startSingleTimer(Nudge.FILL, TICK);
      return this;
    }
    stream.offer(entries);
    audiences.publish(stream.taken());
    if (stream.taken().isEmpty()) {
      timers.startSingleTimer(Nudge.FILL, TICK);
    } else if (stream.head() < stream.target()) {
      fill();
    }
    return this;
  }

  private Behavior<TopicUpdate> onJoined(TopicUpdate.Joined joined) {
    ActorRef<TopicMessage> from = entity;
    long seen = audiences.seenBy(joined.session());
    if (!joined.recovered() && joined.seq() < seen && from != null) {
      look(new Doubt(seen, from, joined));
    } else {
      audiences.joined(joined);
    }
    return this;
  }

  private Behavior<TopicUpdate> onCutOff(TopicUpdate.CutOff cutOff) {
    audiences.end(
        cutOff.session(),
        cutOff.rejection(),
        cutOff.rejection().code() == ErrorCode.UNAVAILABLE ? 1_000 : 0);
    return this;
  }

  private Behavior<TopicUpdate> onRelayed(TopicUpdate.Relayed relayed) {
    audiences.relay(relayed);
    return this;
  }

  private Behavior<TopicUpdate> onPresence(TopicUpdate.PresenceChanged changed) {
    audiences.presence(changed.text());
    return this;
  }

  private Behavior<TopicUpdate> onPageRead(Audiences.PageRead read) {
    audiences.pageRead(read).ifPresent(this::join);
    return this;
  }

  private Behavior<TopicUpdate> onRequest(FeedMessage request) {
    usedAt = around.clock().instant();
    switch (request) {
      case FeedMessage.Subscribe subscribe -> {
        getContext().watch(subscribe.socket());
        departed.remove(subscribe.session());
        join(audiences.add(subscribe));
      }
      case FeedMessage.Unsubscribe(SessionId session) -> leave(session, true);
      case FeedMessage.CatchUp(SessionId session, long after) ->
          audiences.catchUp(session, after).ifPresent(this::join);
      case FeedMessage.Forget _ -> stream.ring().clear();
      case FeedMessage.Retire _ -> retired = true;
    }
    return retired && audiences.isEmpty() ? Behaviors.stopped() : this;
  }

  private void leave(SessionId session, boolean deliberate) {
    if (audiences.remove(session)) {
      tellLeft(session, deliberate);
    }
  }

  private void tellLeft(SessionId session, boolean deliberate) {
    TopicMessage.Leave leave =
        new TopicMessage.Leave(session, deliberate, around.clock().instant());
    departed.put(session, leave);
    tell(leave);
  }

  /**
   * By the way a join goes, so that none overtakes it: a leaving that comes after the same
   * session's return would unseat it.
   */
  private void tell(TopicMessage.Leave leave) {
    if (entity != null) {
      entity.tell(leave);
    } else {
      around.entities().apply(topic).tell(leave);
    }
  }

  /** A leaving may get lost, and nobody stays seated for ever: for a minute it is said again. */
  private void tellLeftAgain(Instant now) {
    departed.values().removeIf(leave -> leave.at().plus(DEPARTED_FOR).isBefore(now));
    departed.values().forEach(this::tell);
  }

  private Behavior<TopicUpdate> onTerminated(Terminated terminated) {
    if (terminated.getRef().unsafeUpcast().equals(entity)) {
      entity = null;
      attach();
    } else {
      audiences.sessionsOf(terminated.getRef()).forEach(session -> leave(session, false));
    }
    return retired && audiences.isEmpty() ? Behaviors.stopped() : this;
  }

  private Behavior<TopicUpdate> onNudge(Nudge nudge) {
    if (nudge == Nudge.FILL) {
      fill();
      return this;
    }
    Instant now = around.clock().instant();
    if (entity == null) {
      attach();
    } else if (++ticks % RENEW_TICKS == 0) {
      // By the region, not to the entity we know: if it moved unseen, the new one answers.
      around
          .entities()
          .apply(topic)
          .tell(new TopicMessage.Renew(getContext().getSelf(), stream.head()));
      audiences.unknown().forEach(this::join);
      tellLeftAgain(now);
    }
    for (Subscriber late : audiences.joining()) {
      if (late.since.plus(JOIN_PATIENCE).isBefore(now)) {
        audiences.end(
            late.session,
            new Rejection(ErrorCode.UNAVAILABLE, "The topic does not answer now."),
            1_000);
      }
    }
    if (audiences.isEmpty() && usedAt.plus(around.settings().linger()).isBefore(now)) {
      idle.accept(getContext().getSelf());
    }
    return this;
  }
}
