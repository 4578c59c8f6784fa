package io.lyceum.topic.entity;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.journal.Recorded;
import io.lyceum.topic.journal.TopicState;
import io.lyceum.topic.journal.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Who is in a topic: seats, the grace time of those who were lost, presence frames. */
final class Sessions<S, C, E> {
  /** At most four presence frames a second. */
  private static final Duration PRESENCE_EVERY = Duration.ofMillis(250);

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
  private final CutOffs cutOffs = new CutOffs();
  private final PresenceNews news;
  private final PresenceRepeats repeats = new PresenceRepeats();
  private final Doorkeeper<S, C, E> doorkeeper;

  Sessions(
      ActorContext<TopicMessage> context,
      TimerScheduler<TopicMessage> timers,
      TopicId topic,
      TopicKind<S, C, E> kind,
      Surroundings around,
      Doorkeeper<S, C, E> doorkeeper,
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
    this.doorkeeper = doorkeeper;
  }

  boolean isEmpty() {
    return roster.isEmpty();
  }

  void handle(TopicMessage message, TopicState<S> state) {
    switch (message) {
      case TopicMessage.Attach(ActorRef<TopicUpdate> feed) -> attach(feed, state);
      case TopicMessage.Renew(ActorRef<TopicUpdate> feed, long head) -> {
        if (!feeds.has(feed) || feeds.isSilent(feed) || head < state.seq()) {
          attach(feed, state);
        } else {
          feeds.renew(feed, now());
        }
        cutOffs.repeat(feed, now());
      }
      case TopicMessage.Join join -> join(join, state);
      case TopicMessage.Leave leave -> {
        cutOffs.forget(leave.session());
        roster.unseat(
            leave.session(),
            leave.at(),
            leave.deliberate() ? Duration.ZERO : around.settings().grace());
        sendOffTheGone();
      }
      case TopicMessage.Recheck(UserId user) -> recheck(user, state);
      case Reseat(UserId user) -> reseat(user, state);
      case PresenceDue _ -> {
        if (!news.isEmpty()) {
          tellPresence(false);
          repeats.changed(now());
        }
      }
      default ->
          throw new IllegalStateException(
              "not a session's message: " + message.getClass().getName());
    }
  }

  /**
   * After a replay nobody here has been told what was written meanwhile: the feeds compare and
   * fetch, everybody is admitted anew, and who is here is said to be. And who was here before a
   * crash has the grace time to come back.
   */
  void recovered(TopicState<S> state) {
    feeds.tell(new TopicUpdate.Attached(context.getSelf(), state.seq(), false));
    Instant lostAt = around.lastSeen().apply(state.at());
    Instant graceEnds = now().plus(around.settings().grace());
    for (UserId user : kind.decider().present(state.state())) {
      Caller absent = new Caller(user, user.value(), Role.STUDENT, topic.school());
      roster.expect(absent, new TopicRole("absent"), lostAt, graceEnds);
    }
    for (Roster.Person person : List.copyOf(roster.people())) {
      if (person.lostAt() == null) {
        desk.put(new Work.Presence<>(person.caller(), person.role(), true, now()));
        recheck(person.caller().user(), state);
      }
    }
    repeats.changed(now());
  }

  /** What was written may have changed who may be here, and as what. */
  void follow(List<Recorded<E>> entries, TopicState<S> state) {
    Set<UserId> changed = new LinkedHashSet<>();
    for (Recorded<E> entry : entries) {
      E event = entry.event();
      if (event != null) {
        changed.addAll(kind.decider().accessChanged(event));
      }
    }
    changed.forEach(user -> recheck(user, state));
  }

  void tick(TopicState<S> state) {
    feeds.expired(now()).forEach(this::feedLost);
    sendOffTheGone();
    if (repeats.isDue(now())) {
      tellPresence(true);
    }
  }

  private void tellPresence(boolean whole) {
    feeds.tell(new TopicUpdate.PresenceChanged(news.frame(roster, whole)));
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
      doorkeeper.admit(
          state.state(),
          sitting.caller(),
          new Reseat(user),
          in -> changeRole(sitting, in.role(), state),
          rejection -> cutOff(sitting, rejection));
    }
    sendOffTheGone();
  }

  private void changeRole(Roster.Sitting sitting, TopicRole role, TopicState<S> state) {
    if (!role.equals(sitting.role())) {
      Caller caller = sitting.caller();
      news.left(caller, sitting.role());
      roster.seat(new Roster.Sitting(sitting.session(), caller, role, sitting.feed()));
      announce(caller, role);
      Viewer viewer = new Viewer(caller.user(), role);
      sitting.feed().tell(joined(sitting.session(), viewer, null, 0, state));
    }
  }

  private void cutOff(Roster.Sitting sitting, Rejection rejection) {
    roster.unseat(sitting.session(), now(), Duration.ZERO);
    cutOffs.tell(sitting.session(), sitting.feed(), rejection, now());
    sendOffTheGone();
  }

  private void attach(ActorRef<TopicUpdate> feed, TopicState<S> state) {
    if (feeds.renew(feed, now())) {
      context.watch(feed);
      repeats.changed(now());
    }
    feed.tell(new TopicUpdate.Attached(context.getSelf(), state.seq(), feeds.isSilent(feed)));
  }

  private void join(TopicMessage.Join join, TopicState<S> state) {
    feeds.asks(join.feed());
    doorkeeper.admit(
        state.state(),
        join.caller(),
        join,
        in -> seat(join, in, state),
        rejection -> join.feed().tell(new TopicUpdate.CutOff(join.session(), rejection)));
  }

  private void seat(TopicMessage.Join join, Admission.Admitted in, TopicState<S> state) {
    Caller caller = join.caller();
    cutOffs.forget(join.session());
    boolean wasLost = roster.isLost(caller.user());
    if (roster.seat(new Roster.Sitting(join.session(), caller, in.role(), join.feed()))) {
      announce(caller, in.role());
      desk.put(new Work.Presence<>(caller, in.role(), true, now()));
    } else if (wasLost) {
      // That they left may be on the desk; who never left arrives without effect.
      desk.put(new Work.Presence<>(caller, in.role(), true, now()));
    }
    Viewer viewer = new Viewer(caller.user(), in.role());
    join.feed().tell(joined(join.session(), viewer, join.after(), in.since(), state));
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

  private Instant now() {
    return around.clock().instant();
  }
}
