package io.lyceum.topic.journal;

import io.lyceum.core.Decider;
import io.lyceum.core.TopicId;
import io.lyceum.platform.tracing.Tracing;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicMetrics;
import io.lyceum.topic.TopicSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer of one topic: decides a batch, persists it whole (group commit), then answers.
 * A write that fails stops it; the entity starts it again, and what the journal holds by then is
 * the truth.
 */
public final class TopicWriter<S, C, E>
    extends EventSourcedBehavior<WriterMessage<C>, Recorded<E>, TopicState<S>> {
  private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);

  private final ActorContext<WriterMessage<C>> context;
  private final TopicId topic;
  private final Decider<S, C, E> decider;
  private final RecordCodec<S, E> codec;
  private final TopicSettings settings;
  private final Clock clock;
  private final ActorRef<WriterReport<S, E>> entity;
  private final TopicMetrics metrics;
  private final Tracing tracing;
  private final Refusals refusals;

  /** What deciding a batch has already made of its entries, so that none is applied twice. */
  private final Deque<Decided<S, E>> decided = new ArrayDeque<>();

  private long snapshotSeq;
  private Instant snapshotAt = Instant.EPOCH;

  private record Decided<S, E>(Recorded<E> entry, TopicState<S> after) {}

  private TopicWriter(
      ActorContext<WriterMessage<C>> context,
      TopicId topic,
      TopicKind<S, C, E> kind,
      TopicSettings settings,
      Clock clock,
      Refusals refusals,
      ActorRef<WriterReport<S, E>> entity,
      TopicMetrics metrics,
      Tracing tracing) {
    super(PersistenceId.ofUniqueId(topic.key()));
    this.context = context;
    this.topic = topic;
    this.decider = kind.decider();
    this.codec = new RecordCodec<>(kind.journal());
    this.settings = settings;
    this.clock = clock;
    this.refusals = refusals;
    this.entity = entity;
    this.metrics = metrics;
    this.tracing = tracing;
  }

  /**
   * A writer that reports to {@code entity}; there must be one at a time, and the journal's primary
   * key fences a second.
   */
  public static <S, C, E> Behavior<WriterMessage<C>> create(
      TopicId topic,
      TopicKind<S, C, E> kind,
      TopicSettings settings,
      Clock clock,
      Refusals refusals,
      ActorRef<WriterReport<S, E>> entity,
      TopicMetrics metrics) {
    return Behaviors.setup(
        context ->
            new TopicWriter<>(
                context,
                topic,
                kind,
                settings,
                clock,
                refusals,
                entity,
                metrics,
                Tracing.get(context.getSystem())));
  }

  @Override
  public TopicState<S> emptyState() {
    return TopicState.initial(decider.initial(topic));
  }

  @Override
  public CommandHandler<WriterMessage<C>, Recorded<E>, TopicState<S>> commandHandler() {
    return (state, message) ->
        switch (message) {
          case WriterMessage.Batch<C>(List<Work<C>> work) -> commit(state, work);
        };
  }

  private Effect<Recorded<E>, TopicState<S>> commit(TopicState<S> state, List<Work<C>> work) {
    BatchFold<S, C, E> fold = new BatchFold<>(topic, decider, refusals, state, clock.instant());
    CommitTrace trace = CommitTrace.of(tracing, work);
    work.forEach(fold::decide);
    List<Recorded<E>> entries = fold.records();
    for (int i = 0; i < entries.size(); i++) {
      decided.add(new Decided<>(entries.get(i), fold.states().get(i)));
    }
    return (entries.isEmpty() ? Effect().none() : Effect().persist(entries))
        .thenRun(
            durable -> {
              trace.end(entries.size());
              entity.tell(new WriterReport.Committed<>(durable, entries, trace.contexts()));
              fold.outcomes().forEach(this::answer);
              if (!entries.isEmpty()) {
                metrics.committed(topic.kind(), entries.size());
              }
            });
  }

  private void answer(BatchFold.Outcome outcome) {
    if (outcome.again()) {
      metrics.answeredAgain(topic.kind());
    } else {
      metrics.answered(topic.kind(), outcome.answer());
    }
    outcome.replyTo().tell(outcome.answer());
  }

  @Override
  public EventHandler<TopicState<S>, Recorded<E>> eventHandler() {
    return (state, entry) -> {
      Decided<S, E> next = decided.poll();
      return next != null && next.entry().equals(entry)
          ? next.after()
          : state.after(entry, decider);
    };
  }

  @Override
  public SignalHandler<TopicState<S>> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              checkWhole(state);
              beginCounting(state);
              entity.tell(new WriterReport.Ready<>(state));
            })
        .build();
  }

  /** Topics that become busy together must not all write their states in the same moment. */
  private void beginCounting(TopicState<S> state) {
    double ahead = new SplittableRandom(topic.key().hashCode()).nextDouble();
    snapshotSeq = state.seq() - (long) (ahead * settings.snapshotEvery());
    snapshotAt = clock.instant().minusMillis((long) (ahead * settings.snapshotGap().toMillis()));
  }

  /**
   * The plugin ends a replay at a hole of the journal without a word. Going on from there would be
   * a topic that has forgotten what it acknowledged, so it does not open at all.
   */
  private void checkWhole(TopicState<S> state) {
    long last = lastSequenceNumber(context);
    if (state.seq() != last) {
      log.error(
          "The journal of {} has a hole: its last entry is {}, but only {} could be replayed",
          topic.key(),
          last,
          state.seq());
      throw new IllegalStateException("a hole in the journal of " + topic.key());
    }
  }

  /**
   * Not simply every n events: a topic that writes thousands a second would write its whole state
   * as often.
   */
  @Override
  public boolean shouldSnapshot(TopicState<S> state, Recorded<E> entry, long seq) {
    boolean due =
        seq - snapshotSeq >= settings.snapshotEvery()
            && Duration.between(snapshotAt, entry.at()).compareTo(settings.snapshotGap()) >= 0;
    if (due) {
      snapshotSeq = seq;
      snapshotAt = entry.at();
    }
    return due;
  }

  @Override
  public EventAdapter<Recorded<E>, StoredRecord> eventAdapter() {
    return new EventAdapter<>() {
      @Override
      public StoredRecord toJournal(Recorded<E> entry) {
        return codec.write(entry);
      }

      @Override
      public String manifest(Recorded<E> entry) {
        return "";
      }

      @Override
      public EventSeq<Recorded<E>> fromJournal(StoredRecord stored, String manifest) {
        return EventSeq.single(codec.read(stored));
      }
    };
  }

  @Override
  public SnapshotAdapter<TopicState<S>> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(TopicState<S> state) {
        return codec.writeState(state);
      }

      @Override
      public TopicState<S> fromJournal(Object stored) {
        return codec.readState((StoredRecord) stored);
      }
    };
  }
}
