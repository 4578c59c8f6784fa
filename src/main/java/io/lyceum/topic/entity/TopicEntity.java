package io.lyceum.topic.entity;

import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.topic.Answer;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.frame.FrameEncoder;
import io.lyceum.topic.journal.RecordCodec;
import io.lyceum.topic.journal.Recorded;
import io.lyceum.topic.journal.Refusals;
import io.lyceum.topic.journal.Sent;
import io.lyceum.topic.journal.TopicState;
import io.lyceum.topic.journal.TopicWriter;
import io.lyceum.topic.journal.Work;
import io.lyceum.topic.journal.WriterMessage;
import io.lyceum.topic.journal.WriterReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * One topic: takes commands in, batches them for its {@link TopicWriter}, publishes what became
 * durable to the hubs, and keeps alarm and life cycle. Who is here is the {@link Sessions}' part.
 */
public final class TopicEntity<S, C, E> extends AbstractBehavior<TopicMessage> {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A recovery that somebody notices is worth a line. */
  private static final Duration SLOW_RECOVERY = Duration.ofSeconds(1);

  private record WriterSaid<S, E>(WriterReport<S, E> report) implements TopicMessage.Internal {}

  private enum Nudge implements TopicMessage.Internal {
    TICK,
    RESTART_WRITER
  }

  private final TopicId topic;
  private final TopicKind<S, C, E> kind;
  private final Surroundings around;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final TimerScheduler<TopicMessage> timers;
  private final FrameEncoder<E> encoder;
  private final Feeds feeds = new Feeds();
  private final Desk<C> desk;
  private final AlarmTimer<S> alarm;
  private final Doorkeeper<S, C, E> doorkeeper;
  private final Questions<S, C, E> questions;
  private final Sessions<S, C, E> sessions;
  private final Backoff backoff;
  private final Refusals refusals = new Refusals();
  private final List<TopicMessage> early = new ArrayList<>();
  private @Nullable ActorRef<WriterMessage<C>> writer;
  private @Nullable TopicState<S> state;
  private Instant lastUse;
  private long writerStarted;
  private boolean stopping;
  private boolean forgetting;

  private TopicEntity(
      ActorContext<TopicMessage> context,
      TimerScheduler<TopicMessage> timers,
      TopicId topic,
      TopicKind<S, C, E> kind,
      Surroundings around,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    super(context);
    this.timers = timers;
    this.topic = topic;
    this.kind = kind;
    this.around = around;
    this.shard = shard;
    this.encoder = new FrameEncoder<>(topic, kind.frames());
    this.desk = new Desk<>(around.settings().maxWaiting(), around.settings().maxBatch());
    this.doorkeeper = new Doorkeeper<>(context, kind.decider(), around);
    this.questions = new Questions<>(topic, kind, doorkeeper, feeds, around.attendant());
    this.sessions = new Sessions<>(context, timers, topic, kind, around, doorkeeper, feeds, desk);
    this.alarm = new AlarmTimer<>(kind.decider(), around.clock(), timers);
    this.backoff = new Backoff(around.random());
    this.lastUse = around.clock().instant();
    startWriter();
    timers.startTimerWithFixedDelay(Nudge.TICK, TICK);
  }

  public static <S, C, E> Behavior<TopicMessage> create(
      TopicId topic,
      TopicKind<S, C, E> kind,
      Surroundings around,
      ActorRef<ClusterSharding.ShardCommand> shard) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TopicEntity<>(context, timers, topic, kind, around, shard)));
  }

  @Override
  public Receive<TopicMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(WriterSaid.class, this::onWriterSaid)
        .onMessage(Nudge.class, this::onNudge)
        .onMessage(TopicMessage.Stop.class, _ -> stop())
        .onMessage(TopicMessage.class, this::onMessage)
        .onSignal(Terminated.class, this::onTerminated)
        .build();
  }

  private Behavior<TopicMessage> onMessage(TopicMessage message) {
    TopicState<S> current = state;
    lastUse = around.clock().instant();
    if (current == null) {
      keepForLater(message);
      return this;
    }
    switch (message) {
      case TopicMessage.Submit submit -> submit(submit, current);
      case TopicMessage.WakeUp _ -> {
        if (!wake(current)) {
          // The timer ran a little ahead of the wall clock.
          alarm.arm(current.state());
        }
      }
      case TopicMessage.Signal signal -> questions.signal(signal, current);
      case TopicMessage.Say say -> questions.say(say);
      case TopicMessage.Inspect inspect -> questions.inspect(inspect, current);
      case TopicMessage.Renew renew when renew.head() > current.seq() -> reread();
      case TopicMessage.Forget forget -> forget(forget, current);
      case Doorkeeper.Said said -> doorkeeper.learn(said).forEach(this::onMessage);
      default -> sessions.handle(message, current);
    }
    desk.feed(writer);
    return this;
  }

  private void submit(TopicMessage.Submit submit, TopicState<S> current) {
    if (desk.isFull() || stopping) {
      answer(submit, Answer.unavailable(backoff.jitteredMs(200)));
      return;
    }
    // Who was sent out meanwhile still learns what became of a command of before.
    OptionalLong carriedOut =
        current.window().seqOf(Sent.of(submit.caller(), submit.id(), submit.fromServer()));
    if (carriedOut.isPresent()) {
      around.metrics().answeredAgain(topic.kind());
      submit.replyTo().tell(new Answer.Acked(carriedOut.getAsLong()));
      return;
    }
    doorkeeper.admit(
        current.state(),
        submit.caller(),
        submit,
        _ -> take(submit),
        rejection -> answer(submit, Answer.refused(rejection)));
  }

  private void take(TopicMessage.Submit submit) {
    TopicRole elsewhere = doorkeeper.elsewhere(submit.caller().user());
    try {
      desk.put(Orders.read(submit, kind.frames(), elsewhere));
    } catch (InvalidFields e) {
      answer(submit, Answer.refused(e.rejection()));
    }
  }

  private void answer(TopicMessage.Submit submit, Answer answer) {
    around.metrics().answered(topic.kind(), answer);
    submit.replyTo().tell(answer);
  }

  /**
   * A feed has seen more than this entity has: another one writes, or did. What is in the journal
   * is the truth, so the writer starts anew from it.
   */
  private void reread() {
    if (writer != null) {
      getContext().stop(writer);
    }
  }

  /** Replayed anew, the journal says no more of them than it may. */
  private void forget(TopicMessage.Forget forget, TopicState<S> current) {
    RecordCodec<S, E> codec = new RecordCodec<>(kind.journal());
    if (forget.people().stream().anyMatch(person -> codec.holds(current.state(), person))) {
      forgetting = true;
      reread();
    }
  }

  /** Puts the wake-up on the desk when the alarm is due. */
  private boolean wake(TopicState<S> current) {
    boolean due = alarm.isDue(current.state());
    if (due) {
      desk.put(new Work.Wake<>());
    }
    return due;
  }

  /**
   * While the journal is replayed, messages wait here; beyond the bound they are dropped, and their
   * senders ask again.
   */
  private void keepForLater(TopicMessage message) {
    if (early.size() < around.settings().maxWaiting()) {
      early.add(message);
    } else if (message instanceof TopicMessage.Submit submit) {
      answer(submit, Answer.unavailable(backoff.jitteredMs(500)));
    }
  }

  @SuppressWarnings("unchecked")
  private Behavior<TopicMessage> onWriterSaid(WriterSaid<?, ?> said) {
    switch ((WriterReport<S, E>) said.report()) {
      case WriterReport.Ready<S, E>(TopicState<S> recovered) -> onReady(recovered);
      case WriterReport.Committed<S, E> committed -> onCommitted(committed);
    }
    if (stopping && desk.isIdle()) {
      return Behaviors.stopped();
    }
    desk.feed(writer);
    return this;
  }

  private void onReady(TopicState<S> recovered) {
    backoff.reset();
    Duration took = Duration.ofNanos(System.nanoTime() - writerStarted);
    around.metrics().recovered(topic.kind(), took);
    if (took.compareTo(SLOW_RECOVERY) > 0) {
      getContext()
          .getLog()
          .atInfo()
          .addKeyValue("topic", topic)
          .addKeyValue("ms", took.toMillis())
          .addKeyValue("seq", recovered.seq())
          .log("Slow recovery of a topic");
    }
    state = recovered;
    sessions.recovered(recovered);
    alarm.arm(recovered.state());
    List<TopicMessage> waited = List.copyOf(early);
    early.clear();
    waited.forEach(this::onMessage);
  }

  private void onCommitted(WriterReport.Committed<S, E> committed) {
    TopicState<S> durable = committed.state();
    List<Recorded<E>> entries = committed.entries();
    desk.done();
    state = durable;
    if (!feeds.isEmpty()) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, around.clock().instant());
      feeds.publish(
          encoder.encode(durable.seq() - entries.size(), entries), micros, committed.traces());
    }
    if (!entries.isEmpty()) {
      around.committed().run();
      // Only then: a wake-up that changed nothing would arm the same alarm for now, for ever.
      alarm.arm(durable.state());
    }
    sessions.follow(entries, durable);
  }

  private Behavior<TopicMessage> onNudge(Nudge nudge) {
    switch (nudge) {
      case RESTART_WRITER -> startWriter();
      case TICK -> {
        TopicState<S> current = state;
        if (current != null) {
          sessions.tick(current);
          wake(current);
          desk.feed(writer);
          passivateIfIdle(current);
        }
      }
    }
    return this;
  }

  private void passivateIfIdle(TopicState<S> current) {
    Instant now = around.clock().instant();
    boolean unused = lastUse.plus(around.settings().idleBeforePassivation()).isBefore(now);
    if (unused
        && !alarm.isNear(current.state())
        && sessions.isEmpty()
        && feeds.isEmpty()
        && desk.isIdle()) {
      shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
    }
  }

  private void startWriter() {
    writerStarted = System.nanoTime();
    ActorRef<WriterReport<S, E>> reports = reportAdapter();
    ActorRef<WriterMessage<C>> started =
        getContext()
            .spawnAnonymous(
                TopicWriter.create(
                    topic,
                    kind,
                    around.settings(),
                    around.clock(),
                    refusals,
                    reports,
                    around.metrics()));
    getContext().watch(started);
    writer = started;
  }

  @SuppressWarnings("unchecked")
  private ActorRef<WriterReport<S, E>> reportAdapter() {
    Class<WriterReport<S, E>> type = (Class<WriterReport<S, E>>) (Class<?>) WriterReport.class;
    return getContext().messageAdapter(type, WriterSaid::new);
  }

  private Behavior<TopicMessage> onTerminated(Terminated terminated) {
    if (!terminated.getRef().unsafeUpcast().equals(writer)) {
      sessions.feedLost(terminated.getRef());
      return this;
    }
    Duration pause = forgetting ? Duration.ZERO : backoff.next();
    if (forgetting) {
      forgetting = false;
      getContext()
          .getLog()
          .atInfo()
          .addKeyValue("topic", topic)
          .log("A topic forgets an erased person; its journal will be replayed");
    } else {
      getContext()
          .getLog()
          .atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("pauseMs", pause.toMillis())
          .log("A topic's writer is lost; its journal will be replayed");
      around.metrics().writeFailed(topic.kind());
    }
    writer = null;
    state = null;
    desk.abandon(pause.toMillis());
    if (stopping) {
      return Behaviors.stopped();
    }
    timers.startSingleTimer(Nudge.RESTART_WRITER, pause);
    return this;
  }

  /**
   * What is being written is finished first; later commands are sent again by their senders, to
   * wherever the topic goes.
   */
  private Behavior<TopicMessage> stop() {
    stopping = true;
    return desk.isIdle() || writer == null ? Behaviors.stopped() : this;
  }
}
