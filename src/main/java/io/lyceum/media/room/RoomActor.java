package io.lyceum.media.room;

import io.lyceum.core.TopicId;
import io.lyceum.media.Feed;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.MediaServer.News;
import io.lyceum.media.MediaSignal;
import io.lyceum.media.Place;
import io.lyceum.media.Source;
import io.lyceum.media.room.Intake.Waiting;
import io.lyceum.media.room.Told.Leg;
import io.lyceum.media.room.Told.Why;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * The media of one topic: reads the topic's plan whenever it may have changed, lets the {@link
 * Seating} decide and carries its steps out. Nothing of it is stored; after a crash pages join
 * anew.
 */
final class RoomActor extends AbstractBehavior<RoomMessage> {
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofMillis(20);

  /** However many begin and stop meanwhile, all are told once. */
  private static final Duration SPEAKERS_AFTER = Duration.ofMillis(300);

  private static final int EMPTY_TICKS = 12;

  private final TopicId topic;
  private final RoomSurroundings around;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<RoomMessage> timers;
  private final Intake intake = new Intake();
  private final PlanReader plans;
  private final RoomRecorder recorder;
  private Seating seating = new Seating();
  private @Nullable RoomSteps room;

  /** Which opening of a room is on its way; 0 for none. */
  private long opening;

  private long openings;
  private boolean planOpen;
  private long planSince;
  private int emptyTicks;

  private RoomActor(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      TopicId topic,
      RoomSurroundings around,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.timers = timers;
    this.topic = topic;
    this.around = around;
    this.shard = shard;
    this.plans = new PlanReader(context, topic, around);
    this.recorder = new RoomRecorder(context, topic, around);
    timers.startTimerWithFixedDelay(RoomMessage.Nudge.TICK, TICK);
  }

  static Behavior<RoomMessage> create(
      TopicId topic, RoomSurroundings around, ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new RoomActor(context, timers, topic, around, shard)));
  }

  @Override
  public Receive<RoomMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(RoomMessage.Heard.class, this::onHeard)
        .onMessage(RoomMessage.Changed.class, this::onChanged)
        .onMessage(RoomMessage.PlanRead.class, this::onPlanRead)
        .onMessage(RoomMessage.Opened.class, this::onOpened)
        .onMessage(RoomMessage.Happened.class, this::onHappened)
        .onMessage(RoomMessage.Outcome.class, this::onOutcome)
        .onMessage(RoomMessage.OfRecorder.class, this::onRecorder)
        .onMessage(RoomMessage.Nudge.class, this::onNudge)
        .onMessage(RoomMessage.Stop.class, _ -> onStop())
        .build();
  }

  private Behavior<RoomMessage> onHeard(RoomMessage.Heard heard) {
    emptyTicks = 0;
    intake.add(heard);
    work();
    return this;
  }

  /** Nobody takes part: then there is nothing that could be other than the plan says. */
  private Behavior<RoomMessage> onChanged(RoomMessage.Changed changed) {
    planSince = Math.max(planSince, changed.seq());
    if (!seating.isEmpty()) {
      readPlan();
    }
    return this;
  }

  /** Takes what waits, in order, until it must wait for the plan or for the room. */
  private void work() {
    for (Waiting next = intake.first(); next != null; next = intake.first()) {
      if (next.needsPlan() && !intake.isCovered(next)) {
        readPlan();
        return;
      }
      if (next.needsPlan() && !planOpen) {
        refuse(intake.take(), Why.ENDED);
      } else if (next.needsPlan() && room == null) {
        open();
        return;
      } else {
        take(intake.take());
      }
    }
  }

  private void take(Waiting next) {
    Place place = new Place(next.heard().user(), next.signal().device());
    perform(
        switch (next.signal()) {
          case MediaSignal.Join _ -> seating.join(place, next.heard().session());
          case MediaSignal.Leave _ -> seating.leave(place);
          case MediaSignal.Publish(_, Source source, String sdp) ->
              seating.publish(place, source, next.heard().session(), sdp);
          case MediaSignal.Unpublish(_, Source source) -> seating.unpublish(place, source);
          case MediaSignal.Answer(_, long number, String sdp) -> seating.answer(place, number, sdp);
          case MediaSignal.Candidate(_, var sends, var candidate) ->
              seating.candidate(place, sends, candidate);
          case MediaSignal.Look look -> seating.look(place, look.heights());
        });
  }

  private void refuse(Waiting refused, Why reason) {
    say(new Step.Say(refused.heard().session(), new Told.Closed(Leg.ALL, reason)));
  }

  private void refuseAll() {
    while (!intake.isEmpty()) {
      refuse(intake.take(), Why.UNAVAILABLE);
    }
  }

  private void readPlan() {
    plans.read(intake.now());
  }

  private Behavior<RoomMessage> onPlanRead(RoomMessage.PlanRead read) {
    boolean again = plans.wasRead();
    MediaPlan plan = read.plan();
    if (plan == null) {
      refuseAll();
      timers.startSingleTimer(RoomMessage.Nudge.READ_AGAIN, READ_AGAIN);
      return this;
    }
    if (read.seq() < planSince) {
      // The journal is ahead of the topic's own state for a moment.
      timers.startSingleTimer(RoomMessage.Nudge.READ_AGAIN, SOON);
      return this;
    }
    planOpen = plan.open();
    recorder.plan(plan.recorded());
    if (planOpen) {
      perform(seating.rights(plan.rights()));
    } else {
      close(Why.ENDED);
    }
    intake.planRead(read.covers());
    if (again) {
      readPlan();
    }
    work();
    return this;
  }

  private void open() {
    if (opening != 0) {
      return;
    }
    openings++;
    opening = openings;
    long name = openings;
    ActorRef<RoomMessage> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            around.server().open(topic, news -> self.tell(new RoomMessage.Happened(name, news))),
            (opened, _) -> new RoomMessage.Opened(name, opened));
  }

  private Behavior<RoomMessage> onOpened(RoomMessage.Opened opened) {
    MediaServer.Room server = opened.server();
    if (opening != opened.room()) {
      if (server != null) {
        server.close();
      }
      return this;
    }
    opening = 0;
    if (server == null) {
      refuseAll();
      return this;
    }
    room = new RoomSteps(opened.room(), server, getContext(), around.clock(), this::say);
    work();
    return this;
  }

  private Behavior<RoomMessage> onHappened(RoomMessage.Happened happened) {
    if (opening == happened.room() && happened.news() instanceof News.Lost) {
      // Lost before we heard that it is open: what comes of the opening is void.
      opening = 0;
      refuseAll();
    }
    if (room == null || room.name() != happened.room()) {
      return this;
    }
    switch (happened.news()) {
      case News.Sending(Feed feed) -> perform(seating.arrives(feed));
      case News.Stopped(Feed feed) -> perform(seating.ended(feed, Why.LOST));
      case News.Left(Place place) -> perform(seating.left(place));
      case News.Speaks(Feed feed, boolean now) -> {
        perform(seating.speaks(feed, now));
        if (!timers.isTimerActive(RoomMessage.Nudge.SPEAKERS)) {
          timers.startSingleTimer(RoomMessage.Nudge.SPEAKERS, SPEAKERS_AFTER);
        }
      }
      case News.Lost _ -> close(Why.LOST);
    }
    return this;
  }

  private Behavior<RoomMessage> onOutcome(RoomMessage.Outcome outcome) {
    if (room != null && room.name() == outcome.ofRoom()) {
      perform(outcome.then().apply(seating));
    }
    return this;
  }

  private Behavior<RoomMessage> onRecorder(RoomMessage.OfRecorder message) {
    MediaServer.Room server = room == null ? null : room.server();
    switch (message) {
      case RoomMessage.Noted noted -> recorder.noted(noted, server);
      case RoomMessage.Withdrawn(var parts) -> recorder.withdrawn(parts, server);
    }
    return this;
  }

  private Behavior<RoomMessage> onNudge(RoomMessage.Nudge nudge) {
    switch (nudge) {
      case SPEAKERS -> perform(seating.tellSpeakers());
      case READ_AGAIN -> {
        if (!seating.isEmpty() || !intake.isEmpty()) {
          readPlan();
        }
      }
      case TICK -> {
        recorder.tick();
        perform(seating.tick(around.clock().instant()));
        emptyTicks = seating.isEmpty() && intake.isEmpty() ? emptyTicks + 1 : 0;
        if (emptyTicks >= EMPTY_TICKS) {
          close(Why.ENDED);
          shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
        }
      }
    }
    return this;
  }

  private Behavior<RoomMessage> onStop() {
    close(Why.LOST);
    return Behaviors.stopped();
  }

  private void close(Why reason) {
    perform(seating.clear(reason));
    seating = new Seating();
    intake.planVoid();
    recorder.closed();
    opening = 0;
    if (room != null) {
      room.close();
      room = null;
    }
  }

  private void perform(List<Step> steps) {
    steps.forEach(this::perform);
    if (room != null) {
      recorder.sync(room.server(), seating.audible(), seating.alive());
    }
  }

  private void perform(Step step) {
    if (step instanceof Step.Say say) {
      say(say);
    } else {
      Objects.requireNonNull(room).perform(step);
    }
  }

  private void say(Step.Say say) {
    around.topics().say(topic, say.to(), say.told().type(), say.told());
  }
}
