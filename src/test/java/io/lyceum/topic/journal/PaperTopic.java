package io.lyceum.topic.journal;

import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.topic.Answer;
import io.lyceum.topic.TopicKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.jspecify.annotations.Nullable;

/**
 * A topic without actors or a database: decides, stores, reads and folds with the very code of the
 * runtime, and shows what would be in the tables.
 */
public final class PaperTopic<S, C, E> {
  private final TopicId topic;
  private final TopicKind<S, C, E> kind;
  private final RecordCodec<S, E> codec;
  private final List<StoredRecord> stored = new ArrayList<>();
  private TopicState<S> state;

  public PaperTopic(TopicKind<S, C, E> kind, TopicId topic) {
    this.topic = topic;
    this.kind = kind;
    this.codec = new RecordCodec<>(kind.journal());
    this.state = TopicState.initial(kind.decider().initial(topic));
  }

  /**
   * Decides a command and stores what follows.
   *
   * @param elsewhere the caller's role in the topic this one asks, if it asks one
   * @throws AssertionError when it is refused
   */
  public void order(
      C command, Caller caller, Sent sent, @Nullable TopicRole elsewhere, Instant now) {
    TestInbox<Answer> inbox = TestInbox.create();
    List<BatchFold.Outcome> outcomes = new ArrayList<>();
    fold(
        now,
        fold -> {
          fold.decide(
              new Work.Order<>(command, caller, sent, null, elsewhere, null, inbox.getRef()));
          outcomes.addAll(fold.outcomes());
        });
    if (!(outcomes.getFirst().answer() instanceof Answer.Acked)) {
      throw new AssertionError(command + " got " + outcomes.getFirst().answer());
    }
  }

  /** The person's first session came at {@code at}, or the last one was lost then. */
  public void presence(Caller caller, boolean arrived, Instant at) {
    if (!(kind.decider().admit(state.state(), caller)
        instanceof Admission.Admitted(TopicRole role, long _))) {
      throw new AssertionError(caller.user() + " is not admitted to " + topic.wire());
    }
    fold(at, fold -> fold.decide(new Work.Presence<>(caller, role, arrived, at)));
  }

  public void wake(Instant now) {
    fold(now, fold -> fold.decide(new Work.Wake<>()));
  }

  /** Reads and folds one more stored entry. */
  public Recorded<E> replay(StoredRecord record) {
    Recorded<E> entry = codec.read(record);
    state = state.after(entry, kind.decider());
    return entry;
  }

  /** Goes on from a stored snapshot; refused when it is not of today's version. */
  public void restore(StoredRecord snapshot) {
    state = codec.readState(snapshot);
  }

  /** As it would be written into the snapshot's table now. */
  public StoredRecord snapshot() {
    return codec.writeState(state);
  }

  public S state() {
    return state.state();
  }

  public long seq() {
    return state.seq();
  }

  /** The stored form of what was decided here, in order. */
  public List<StoredRecord> stored() {
    return List.copyOf(stored);
  }

  private void fold(Instant now, Consumer<BatchFold<S, C, E>> work) {
    BatchFold<S, C, E> fold = new BatchFold<>(topic, kind.decider(), new Refusals(), state, now);
    work.accept(fold);
    for (Recorded<E> entry : fold.records()) {
      stored.add(codec.write(entry));
      state = state.after(entry, kind.decider());
    }
  }
}
