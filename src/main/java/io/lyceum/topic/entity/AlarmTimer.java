package io.lyceum.topic.entity;

import io.lyceum.core.Decider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Wakes a topic that is in memory at its alarm. Only a convenience: the alarm itself is in the
 * state, and topics that are not in memory are found by the due table's poller.
 */
final class AlarmTimer<S> {
  /** A topic with an alarm so near is not worth putting away. */
  private static final Duration NEAR = Duration.ofMinutes(1);

  private final Decider<S, ?, ?> decider;
  private final Clock clock;
  private final TimerScheduler<TopicMessage> timers;

  AlarmTimer(Decider<S, ?, ?> decider, Clock clock, TimerScheduler<TopicMessage> timers) {
    this.decider = decider;
    this.clock = clock;
    this.timers = timers;
  }

  void arm(S state) {
    decider
        .alarm(state)
        .ifPresentOrElse(
            at -> {
              Duration left = Duration.between(clock.instant(), at);
              timers.startSingleTimer(
                  "alarm", new TopicMessage.WakeUp(), left.isNegative() ? Duration.ZERO : left);
            },
            () -> timers.cancel("alarm"));
  }

  boolean isDue(S state) {
    return comesBefore(state, clock.instant());
  }

  boolean isNear(S state) {
    return comesBefore(state, clock.instant().plus(NEAR));
  }

  private boolean comesBefore(S state, Instant limit) {
    return decider.alarm(state).filter(at -> !at.isAfter(limit)).isPresent();
  }
}
