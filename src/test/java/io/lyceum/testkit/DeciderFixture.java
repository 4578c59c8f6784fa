package io.lyceum.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.Context;
import io.lyceum.core.Decider;
import io.lyceum.core.Decision;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Reason;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Plays a topic as the runtime does, without actors: admits, decides, numbers and folds. A story is
 * {@code given(events)}, {@code when(caller, command)}, {@code then(events | reason)}; {@code when}
 * may be repeated, each sees what the ones before it made.
 */
public final class DeciderFixture<S, C, E> {
  private final Decider<S, C, E> decider;
  private final TopicId topic;
  private final List<E> history = new ArrayList<>();
  private final Map<Caller, TopicRole> rolesElsewhere;
  private S state;
  private long seq;
  private Instant now = Instant.parse("2026-01-05T08:00:00Z");
  private @Nullable Decision<E> last;

  private DeciderFixture(
      Decider<S, C, E> decider, TopicId topic, Map<Caller, TopicRole> rolesElsewhere) {
    this.decider = decider;
    this.topic = topic;
    this.rolesElsewhere = rolesElsewhere;
    this.state = decider.initial(topic);
  }

  public static <S, C, E> DeciderFixture<S, C, E> of(Decider<S, C, E> decider, TopicId topic) {
    return new DeciderFixture<>(decider, topic, Map.of());
  }

  /** For a kind that asks another topic: what that one would answer. */
  public static <S, C, E> DeciderFixture<S, C, E> of(
      Decider<S, C, E> decider, TopicId topic, Map<Caller, TopicRole> rolesElsewhere) {
    return new DeciderFixture<>(decider, topic, rolesElsewhere);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final DeciderFixture<S, C, E> given(E... events) {
    List.of(events).forEach(this::fold);
    return this;
  }

  public DeciderFixture<S, C, E> at(Instant instant) {
    now = instant;
    return this;
  }

  public DeciderFixture<S, C, E> after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** As a member of a command's batch: admitted first, then decided. */
  public DeciderFixture<S, C, E> when(Caller caller, C command) {
    switch (admission(caller)) {
      case Admission.Admitted(TopicRole role, long _) -> {
        take(decider.decide(state, command, context(caller, role)));
        if (last instanceof Decision.Accepted<E>(List<E> events) && events.isEmpty()) {
          // The runtime notes the command's id with a number of its own.
          seq++;
        }
      }
      case Admission.Refused(Rejection rejection) -> last = Decision.reject(rejection);
      case Admission.AskElsewhere ask -> throw new AssertionError("no answer given for " + ask);
    }
    return this;
  }

  public DeciderFixture<S, C, E> whenArrives(Caller caller) {
    return presence(caller, decider::arrived);
  }

  public DeciderFixture<S, C, E> whenLeaves(Caller caller) {
    return presence(caller, decider::left);
  }

  public DeciderFixture<S, C, E> whenTimeComes() {
    take(decider.wake(state, context(Caller.system(topic.school()), TopicRole.SYSTEM)));
    return this;
  }

  /** Exactly these events followed; none: accepted, but nothing changed. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final DeciderFixture<S, C, E> then(E... events) {
    assertThat(last).isEqualTo(Decision.acceptAll(List.of(events)));
    return this;
  }

  public DeciderFixture<S, C, E> then(Reason reason) {
    assertThat(last).isEqualTo(Decision.reject(reason));
    return this;
  }

  /** Refused for a field of the command. */
  public DeciderFixture<S, C, E> thenInvalid(String field) {
    assertThat(last)
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            rejected -> {
              assertThat(rejected.rejection().code()).isEqualTo(ErrorCode.INVALID);
              assertThat(rejected.rejection().details().getFirst().field()).isEqualTo(field);
            });
    return this;
  }

  public Admission admission(Caller caller) {
    Admission admission = decider.admit(state, caller);
    TopicRole elsewhere = rolesElsewhere.get(caller);
    return admission instanceof Admission.AskElsewhere && elsewhere != null
        ? decider.admitFrom(state, caller, elsewhere)
        : admission;
  }

  public @Nullable Decision<E> decision() {
    return last;
  }

  public S state() {
    return state;
  }

  public long seq() {
    return seq;
  }

  public Instant now() {
    return now;
  }

  /** Every event so far, in order. */
  public List<E> history() {
    return List.copyOf(history);
  }

  /** The state that the history alone makes. */
  public S replayed() {
    S replayed = decider.initial(topic);
    for (E event : history) {
      replayed = decider.evolve(replayed, event);
    }
    return replayed;
  }

  private DeciderFixture<S, C, E> presence(
      Caller caller, BiFunction<S, Context, Decision<E>> what) {
    TopicRole role =
        admission(caller) instanceof Admission.Admitted(TopicRole admitted, long _)
            ? admitted
            : new TopicRole("absent");
    take(what.apply(state, context(caller, role)));
    return this;
  }

  private void take(Decision<E> decision) {
    last = decision;
    if (decision instanceof Decision.Accepted<E>(List<E> events)) {
      events.forEach(this::fold);
    }
  }

  private void fold(E event) {
    state = decider.evolve(state, event);
    history.add(event);
    seq++;
  }

  private Context context(Caller caller, TopicRole role) {
    CommandId id = new CommandId(Generators.timeBasedEpochRandomGenerator().generate());
    return new Context(topic, caller, role, id, now, seq + 1);
  }
}
