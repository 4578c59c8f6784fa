package io.lyceum.topic.journal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.topic.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch in order, each command against the state the ones before it made. Nothing is told
 * to anybody before the batch is durable, so a later command may rely on an earlier one of the same
 * batch.
 */
final class BatchFold<S, C, E> {
  /**
   * An answer to give once the batch is durable.
   *
   * @param again the command was known, this is its first answer once more
   */
  record Outcome(ActorRef<Answer> replyTo, Answer answer, boolean again) {}

  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private final TopicId topic;
  private final Decider<S, C, E> decider;
  private final Refusals refusals;
  private final Instant now;
  private TopicState<S> state;
  private final List<Recorded<E>> records = new ArrayList<>();
  private final List<TopicState<S>> states = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();

  BatchFold(
      TopicId topic,
      Decider<S, C, E> decider,
      Refusals refusals,
      TopicState<S> state,
      Instant now) {
    this.topic = topic;
    this.decider = decider;
    this.refusals = refusals;
    this.state = state;
    this.now = now;
  }

  List<Recorded<E>> records() {
    return records;
  }

  /** The state after each record. */
  List<TopicState<S>> states() {
    return states;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  void decide(Work<C> work) {
    switch (work) {
      case Work.Order<C> order -> {
        Answer known = known(order);
        Answer answer = known == null ? answer(order) : known;
        outcomes.add(new Outcome(order.replyTo(), answer, known != null));
      }
      case Work.Wake<C> _ -> {
        Caller system = Caller.system(topic.school());
        note(
            decider.wake(state.state(), context(system, TopicRole.SYSTEM, newId(), now)),
            system.user(),
            now);
      }
      case Work.Presence<C>(Caller person, TopicRole role, boolean arrived, Instant at) -> {
        Context context = context(person, role, newId(), at);
        Decision<E> decision =
            arrived
                ? decider.arrived(state.state(), context)
                : decider.left(state.state(), context);
        note(decision, person.user(), at);
      }
    }
  }

  /** What was answered when this command came first; null when it did not. */
  private @Nullable Answer known(Work.Order<C> order) {
    OptionalLong seq = state.window().seqOf(order.sent());
    return seq.isPresent() ? new Answer.Acked(seq.getAsLong()) : refusals.get(order.sent());
  }

  private Answer answer(Work.Order<C> order) {
    Rejection unfit = unfit(order);
    if (unfit != null) {
      return Answer.refused(unfit);
    }
    return switch (admission(order)) {
      case Admission.Refused(Rejection rejection) -> Answer.refused(rejection);
      case Admission.AskElsewhere _ -> Answer.unavailable(0);
      case Admission.Admitted(TopicRole role, long _) -> execute(order, role);
    };
  }

  private Answer execute(Work.Order<C> order, TopicRole role) {
    Context context = context(order.caller(), role, order.sent().id(), now);
    return switch (decider.decide(state.state(), order.command(), context)) {
      case Decision.Rejected<E>(Rejection rejection) ->
          refusals.remember(order.sent(), Answer.refused(rejection));
      case Decision.Accepted<E>(List<E> events) -> {
        long first = state.seq() + 1;
        record(events.isEmpty() ? noEvent() : events, order.caller().user(), order.sent(), now);
        yield new Answer.Acked(first);
      }
    };
  }

  /**
   * Ids are checked before rules: a command that may be an old one again must not be decided anew.
   */
  private @Nullable Rejection unfit(Work.Order<C> order) {
    Sent sent = order.sent();
    boolean fromPerson = sent.sender().equals(order.caller().user()) && !order.caller().isSystem();
    // The server makes an id when it sends it, and several of its nodes do so at once: theirs are
    // never old.
    if (fromPerson && state.window().mayBeForgotten(sent, now)) {
      return new Rejection(
          ErrorCode.EXPIRED, "This command id is too old to tell whether it was carried out.");
    }
    if (sent.id().madeAt().isAfter(now.plus(IdempotencyWindow.MAX_AHEAD))) {
      return Rejection.invalid("id", "is from the future; make ids with the server's time");
    }
    if (order.follows() != null && !isAccepted(order, order.follows())) {
      return new Rejection(
          ErrorCode.OUT_OF_ORDER, "The command it follows has not been accepted here.");
    }
    return null;
  }

  /** By this sender's hand, or as the server's word where it was prepared. */
  private boolean isAccepted(Work.Order<C> order, CommandId before) {
    return state.window().seqOf(new Sent(order.sent().sender(), before)).isPresent()
        || state.window().seqOf(Sent.of(order.caller(), before, true)).isPresent();
  }

  private Admission admission(Work.Order<C> order) {
    Admission admission = decider.admit(state.state(), order.caller());
    if (admission instanceof Admission.AskElsewhere && order.elsewhere() != null) {
      return decider.admitFrom(state.state(), order.caller(), order.elsewhere());
    }
    return admission;
  }

  private void note(Decision<E> decision, UserId by, Instant at) {
    if (decision instanceof Decision.Accepted<E>(List<E> events) && !events.isEmpty()) {
      record(events, by, null, at);
    }
  }

  private void record(
      List<? extends @Nullable E> events, UserId by, @Nullable Sent sent, Instant at) {
    for (E event : events) {
      TopicState<S> next = state.after(new Recorded<>(event, by, sent, at, null), decider);
      Instant alarm = decider.alarm(next.state()).orElse(null);
      records.add(new Recorded<>(event, by, sent, at, alarm));
      states.add(next);
      state = next;
    }
  }

  private static <E> List<@Nullable E> noEvent() {
    List<@Nullable E> one = new ArrayList<>(1);
    one.add(null);
    return one;
  }

  private Context context(Caller caller, TopicRole role, CommandId id, Instant at) {
    return new Context(topic, caller, role, id, at, state.seq() + 1);
  }

  private static CommandId newId() {
    return new CommandId(IDS.generate());
  }
}
