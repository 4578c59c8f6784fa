package io.lyceum.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of one kind of topic, pure: same arguments, same result, no clock, no random source, no
 * I/O.
 *
 * @param <S> immutable state
 * @param <C> sealed commands
 * @param <E> sealed events
 */
public interface Decider<S, C, E> {
  /** The state before the first event. */
  S initial(TopicId topic);

  Decision<E> decide(S state, C command, Context context);

  /** Folds one fact; must accept every event ever written. */
  S evolve(S state, E event);

  /** May this person be here, and as what? Asked for each subscription and each command. */
  Admission admit(S state, Caller caller);

  /** The second half of {@link Admission.AskElsewhere}: their role in the topic that was asked. */
  default Admission admitFrom(S state, Caller caller, TopicRole roleThere) {
    throw new IllegalStateException("this kind asks no other topic");
  }

  /** When time itself becomes a command; derived from the state, so a crash cannot lose it. */
  default Optional<Instant> alarm(S state) {
    return Optional.empty();
  }

  /**
   * Time has reached the alarm. Called by the server; a call too early or twice must be harmless.
   */
  default Decision<E> wake(S state, Context context) {
    return Decision.accept();
  }

  /** The caller's first session arrived. */
  default Decision<E> arrived(S state, Context context) {
    return Decision.accept();
  }

  /**
   * The caller's last session left; {@code context.now()} is when it was last seen, the grace time
   * not counted.
   */
  default Decision<E> left(S state, Context context) {
    return Decision.accept();
  }

  /** Who the state believes to be here; checked against the live sockets after a recovery. */
  default Set<UserId> present(S state) {
    return Set.of();
  }

  /** Whose admission this event may change; they are admitted anew, or cut off, at once. */
  default Set<UserId> accessChanged(E event) {
    return Set.of();
  }
}
