package io.lyceum.faults.client;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** While it blows every frame with a message goes out three times, each at a time of its own. */
final class Storm {
  private static final long SPREAD_MS = 300;

  private final ScheduledExecutorService loop;
  private final RandomGenerator random;
  private boolean blowing;

  Storm(ScheduledExecutorService loop, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
  }

  void blow(boolean on) {
    blowing = on;
  }

  void around(String frame, Consumer<String> transmit) {
    if (!blowing || !frame.contains("\"op\":\"command\"")) {
      transmit.accept(frame);
      return;
    }
    for (int copy = 0; copy < 3; copy++) {
      loop.schedule(
          () -> transmit.accept(frame), random.nextLong(SPREAD_MS), TimeUnit.MILLISECONDS);
    }
  }
}
