package io.lyceum.topic.journal;

import io.lyceum.core.Decider;
import java.time.Instant;

/**
 * All a topic needs after a crash.
 *
 * @param seq the last entry's sequence number; 0 before the first
 * @param at the last entry's time
 */
public record TopicState<S>(S state, IdempotencyWindow window, long seq, Instant at) {
  public static <S> TopicState<S> initial(S state) {
    return new TopicState<>(state, IdempotencyWindow.EMPTY, 0, Instant.EPOCH);
  }

  /** The state after one more entry. */
  public <E> TopicState<S> after(Recorded<E> entry, Decider<S, ?, E> decider) {
    S next = entry.event() == null ? state : decider.evolve(state, entry.event());
    Sent sent = entry.sent();
    IdempotencyWindow remembered =
        sent == null ? window : window.remember(sent, seq + 1, entry.at());
    return new TopicState<>(next, remembered, seq + 1, entry.at());
  }
}
