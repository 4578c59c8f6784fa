package io.lyceum.topic.entity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.Answer;
import io.lyceum.topic.Relay;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.TopicState;
import io.lyceum.topic.journal.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * The people's side of a topic: who may be here, who is, what they are told and what they signal.
 */
final class Sessions<S, C, E> {
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

  /** At most four presence frames a second. */
  private static final Duration PRESENCE_EVERY = Duration.ofMillis(250);

  private record ElsewhereSaid(UserId user, @Nullable TopicRole role, @Nullable Rejection refused)
      implements TopicMessage.Internal {}

  /**
   * A recheck that goes on with the other topic's answer. Not a {@link TopicMessage.Recheck} again:
   * that forgets the answer, and would ask for ever.
   */
  private record Reseat(UserId user) implements TopicMessage.Internal {}

  private record PresenceDue() implements TopicMessage.Internal {}

  private final ActorContext<TopicMessage> context;
  private final TimerScheduler<TopicMessage> timers;
  private final TopicId topic;
  private final TopicKind<S, C, E> kind;
  private final Surroundings around;
  private final Feeds feeds;
  private final Desk<C> desk;
  private final Roster roster = new Roster();
  private final PresenceNews news;
  private final Doorkeeper<S, C, E> doorkeeper;

  Sessions(
      ActorContext<TopicMessage> context,
      TimerScheduler<TopicMessage> timers,
      TopicId topic,
      TopicKind<S, C, E> kind,
      Surroundings around,
      Feeds feeds,
      Desk<C> desk) {
    this.context = context;
    this.timers = timers;
    this.topic = topic;
    this.kind = kind;
    this.around = around;
    this.feeds = feeds;
    this.desk = desk;
    this.news = new PresenceNews(topic, kind.frames()::showsPresence);
    this.doorkeeper = new Doorkeeper<>(kind.decider(), this::askElsewhere);
  }

  Doorkeeper<S, C, E> doorkeeper() {
    return doorkeeper;
  }

  boolean isEmpty() {
    return roster.isEmpty();
  }

  /**
   * Handles a message; gives back messages that may go on now because what they waited for is
   * known.
   */
  List<TopicMessage> handle(TopicMessage message, TopicState<S> state) {
    if (message instanceof ElsewhereSaid said) {
      return onElsewhereSaid(said);
    }
    switch (message) {
      case TopicMessage.Attach(ActorRef<TopicUpdate> feed) -> attach(feed, state);
      case TopicMessage.Renew(ActorRef<TopicUpdate> feed, long head) -> {
        if (!feeds.has(feed) || head < state.seq()) {
          attach(feed, state);
        } else {
          feeds.renew(feed, now());
        }
      }
      case TopicMessage.Join join -> join(join, state);
      case TopicMessage.Leave leave -> {
        roster.unseat(
            leave.session(),
            leave.at(),
            leave.deliberate() ? Duration.ZERO : around.settings().grace());
        sendOffTheGone();
      }
      case TopicMessage.Signal signal -> signal(signal, state);
      case TopicMessage.Inspect inspect -> inspect(inspect, state);
      case TopicMessage.Recheck(UserId user) -> recheck(user, state);
      case Reseat(UserId user) -> reseat(user, state);
      case PresenceDue _ -> {
        if (!news.isEmpty()) {
          feeds.tell(new TopicUpdate.PresenceChanged(news.frame(roster)));
        }
      }
      default ->
          throw new IllegalStateException(
              "not a session's message: " + message.getClass().getName());
    }
    return List.of();
  }

  /**
   * After a replay nobody here has been told what was written meanwhile: the feeds compare and
   * fetch.
   */
  void recovered(TopicState<S> state) {
    feeds.tell(new TopicUpdate.Attached(context.getSelf(), state.seq(), false));
  }

  void expect(Caller person, Instant lostAt) {
    roster.expect(person, new TopicRole("absent"), lostAt, now().plus(around.settings().grace()));
  }

  void tick(TopicState<S> state) {
    feeds.expired(now()).forEach(this::feedLost);
    sendOffTheGone();
  }

  /**
   * The node of a feed died or forgot us: its sessions are lost, not gone, until the grace time is
   * over.
   */
  void feedLost(ActorRef<?> feed) {
    feeds.remove(feed.unsafeUpcast());
    roster
        .of(feed.unsafeUpcast())
        .forEach(s -> roster.unseat(s.session(), now(), around.settings().grace()));
  }

  /**
   * Admits a person's sessions anew: same role, nothing happens; another, a fresh snapshot; none,
   * they are cut off.
   */
  void recheck(UserId user, TopicState<S> state) {
    doorkeeper.forget(user);
    reseat(user, state);
  }

  private void reseat(UserId user, TopicState<S> state) {
    for (Roster.Sitting sitting : roster.of(user)) {
      Admission admission =
          doorkeeper.admit(state.state(), sitting.caller(), now(), new Reseat(user));
      switch (admission) {
        case null -> {
          return;
        }
        case Admission.AskElsewhere _ ->
            throw new IllegalStateException("an admission asked elsewhere twice");
        case Admission.Refused(Rejection rejection) -> {
          roster.unseat(sitting.session(), now(), Duration.ZERO);
          sitting.feed().tell(new TopicUpdate.CutOff(sitting.session(), rejection));
        }
        case Admission.Admitted(TopicRole role, long _) -> {
          if (!role.equals(sitting.role())) {
            news.left(sitting.caller(), sitting.role());
            roster.seat(
                new Roster.Sitting(sitting.session(), sitting.caller(), role, sitting.feed()));
            announce(sitting.caller(), role);
            sitting.feed().tell(joined(sitting.session(), new Viewer(user, role), null, 0, state));
          }
        }
      }
    }
    sendOffTheGone();
  }

  private void attach(ActorRef<TopicUpdate> feed, TopicState<S> state) {
    boolean anew = feeds.renew(feed, now());
    if (anew) {
      context.watch(feed);
    }
    feed.tell(new TopicUpdate.Attached(context.getSelf(), state.seq(), anew));
  }

  private void join(TopicMessage.Join join, TopicState<S> state) {
    switch (doorkeeper.admit(state.state(), join.caller(), now(), join)) {
      case null -> {}
      case Admission.AskElsewhere _ ->
          throw new IllegalStateException("an admission asked elsewhere twice");
      case Admission.Refused(Rejection rejection) ->
          join.feed().tell(new TopicUpdate.CutOff(join.session(), rejection));
      case Admission.Admitted(TopicRole role, long since) -> {
        if (roster.seat(new Roster.Sitting(join.session(), join.caller(), role, join.feed()))) {
          announce(join.caller(), role);
          desk.put(new Work.Presence<>(join.caller(), role, true, now()));
        }
        Viewer viewer = new Viewer(join.caller().user(), role);
        join.feed().tell(joined(join.session(), viewer, join.after(), since, state));
      }
    }
  }

  private TopicUpdate joined(
      SessionId session, Viewer viewer, @Nullable Long after, long since, TopicState<S> state) {
    String members = kind.frames().showsPresence(viewer.role()) ? news.members(roster) : null;
    if (after != null
        && after >= since
        && after <= state.seq()
        && state.seq() - after <= around.settings().maxReplay()) {
      return new TopicUpdate.Joined(session, viewer.role(), after, null, members);
    }
    String snapshot = Json.write(kind.frames().snapshot(state.state(), viewer));
    return new TopicUpdate.Joined(session, viewer.role(), state.seq(), snapshot, members);
  }

  private void announce(Caller caller, TopicRole role) {
    news.joined(caller, role);
    schedulePresence();
  }

  private void sendOffTheGone() {
    for (Roster.Person gone : roster.expired(now())) {
      Instant lostAt = gone.lostAt() == null ? now() : gone.lostAt();
      news.left(gone.caller(), gone.role());
      desk.put(new Work.Presence<>(gone.caller(), gone.role(), false, lostAt));
    }
    schedulePresence();
  }

  private void schedulePresence() {
    if (!news.isEmpty() && !timers.isTimerActive("presence")) {
      timers.startSingleTimer("presence", new PresenceDue(), PRESENCE_EVERY);
    }
  }

  private void signal(TopicMessage.Signal signal, TopicState<S> state) {
    switch (doorkeeper.admit(state.state(), signal.caller(), now(), signal)) {
      case null -> {}
      case Admission.AskElsewhere _ ->
          throw new IllegalStateException("an admission asked elsewhere twice");
      case Admission.Refused(Rejection rejection) ->
          signal.replyTo().tell(new SignalRefused(topic, rejection));
      case Admission.Admitted(TopicRole role, long _) -> {
        switch (relay(signal, new Viewer(signal.caller().user(), role), state)) {
          case Relay.Refused(Rejection rejection) ->
              signal.replyTo().tell(new SignalRefused(topic, rejection));
          case Relay.To to ->
              feeds.tell(
                  new TopicUpdate.Relayed(
                      to.audience(),
                      signal.to(),
                      signal.session(),
                      SignalFrame.text(topic, signal, to)));
        }
      }
    }
  }

  private Relay relay(TopicMessage.Signal signal, Viewer from, TopicState<S> state) {
    AtomicReference<Relay> relay = new AtomicReference<>(Relay.unknown(signal.type()));
    try {
      return Fields.read(
          signal.data(),
          data -> {
            relay.set(kind.frames().signal(state.state(), from, signal.type(), data));
            return relay.get();
          });
    } catch (InvalidFields e) {
      // A refusal says more than the fields that were not read because of it.
      return relay.get() instanceof Relay.Refused refused
          ? refused
          : new Relay.Refused(e.rejection());
    }
  }

  private void inspect(TopicMessage.Inspect inspect, TopicState<S> state) {
    switch (doorkeeper.admit(state.state(), inspect.caller(), now(), inspect)) {
      case null -> {}
      case Admission.AskElsewhere _ ->
          throw new IllegalStateException("an admission asked elsewhere twice");
      case Admission.Refused(Rejection rejection) ->
          inspect.replyTo().tell(new Inspection(null, state.seq(), null, rejection));
      case Admission.Admitted(TopicRole role, long _) ->
          inspect
              .replyTo()
              .tell(report(inspect.report(), new Viewer(inspect.caller().user(), role), state));
    }
  }

  private Inspection report(String name, Viewer viewer, TopicState<S> state) {
    if (name.equals("role")) {
      ObjectNode role = JsonNodeFactory.instance.objectNode().put("role", viewer.role().name());
      return new Inspection(viewer.role(), state.seq(), role.toString(), null);
    }
    Decision<Object> report =
        kind.frames()
            .report(state.state(), name, viewer)
            .orElseGet(
                () ->
                    Decision.reject(
                        new Rejection(
                            ErrorCode.NOT_FOUND, "This topic has no report " + name + ".")));
    return switch (report) {
      case Decision.Rejected<Object>(Rejection rejection) ->
          new Inspection(viewer.role(), state.seq(), null, rejection);
      case Decision.Accepted<Object>(List<Object> rows) ->
          new Inspection(viewer.role(), state.seq(), Json.write(rows.getFirst()), null);
    };
  }

  private void askElsewhere(TopicId other, Caller caller) {
    RecipientRef<TopicMessage> door = around.others().apply(other);
    context.ask(
        Inspection.class,
        door,
        ASK_TIMEOUT,
        replyTo -> new TopicMessage.Inspect(caller, "role", replyTo),
        (answer, failure) ->
            answer == null
                ? new ElsewhereSaid(caller.user(), null, null)
                : new ElsewhereSaid(caller.user(), answer.role(), answer.refused()));
  }

  private List<TopicMessage> onElsewhereSaid(ElsewhereSaid said) {
    List<TopicMessage> waited = doorkeeper.learn(said.user(), said.role(), now());
    if (said.role() != null) {
      return waited;
    }
    Rejection rejection = Doorkeeper.refusal(said.refused());
    waited.forEach(message -> refuse(message, rejection));
    return List.of();
  }

  private void refuse(TopicMessage message, Rejection rejection) {
    switch (message) {
      case TopicMessage.Submit submit -> submit.replyTo().tell(Answer.refused(rejection));
      case TopicMessage.Signal signal -> signal.replyTo().tell(new SignalRefused(topic, rejection));
      case TopicMessage.Inspect inspect ->
          inspect.replyTo().tell(new Inspection(null, 0, null, rejection));
      case TopicMessage.Join join ->
          join.feed().tell(new TopicUpdate.CutOff(join.session(), rejection));
      case Reseat(UserId user) -> {
        for (Roster.Sitting sitting : roster.of(user)) {
          roster.unseat(sitting.session(), now(), Duration.ZERO);
          sitting.feed().tell(new TopicUpdate.CutOff(sitting.session(), rejection));
        }
        sendOffTheGone();
      }
      default ->
          throw new IllegalStateException("nothing to refuse in " + message.getClass().getName());
    }
  }

  private Instant now() {
    return around.clock().instant();
  }
}
