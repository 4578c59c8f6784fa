package io.lyceum.topic.entity;

import java.time.Duration;
import java.time.Instant;

/**
 * When to say once more who is here, all of them. What is said of comings and goings may get lost,
 * and an entity that moved does not know whom its viewers believe to be here: twice after each
 * change the whole list puts that right.
 */
final class PresenceRepeats {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int TIMES = 2;

  private Instant next = Instant.MAX;
  private int left;

  /** Somebody came or went, or a feed may not have heard who did. */
  void changed(Instant now) {
    if (left == 0) {
      next = now.plus(PAUSE);
    }
    left = TIMES;
  }

  /** True when it is time; counts as done. */
  boolean isDue(Instant now) {
    boolean due = left > 0 && !next.isAfter(now);
    if (due) {
      left--;
      next = now.plus(PAUSE);
    }
    return due;
  }
}
