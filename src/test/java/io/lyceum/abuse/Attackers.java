package io.lyceum.abuse;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Attackers that go on, each at its own pace, until they are told to stop. */
final class Attackers implements AutoCloseable {
  /**
   * They share the machine with the server: without a breath between turns it would be their own
   * work that an honest class waits for.
   */
  private static final Duration BREATH = Duration.ofMillis(50);

  private final AtomicInteger turns = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Attackers() {}

  static Attackers start(Attack.Target target, Attack... attacks) {
    Attackers all = new Attackers();
    for (Attack attack : attacks) {
      all.threads.add(Thread.ofPlatform().daemon().start(() -> all.goOn(attack, target)));
    }
    return all;
  }

  private void goOn(Attack attack, Attack.Target target) {
    while (!over) {
      try {
        attack.turn(target);
      } catch (UncheckedIOException | IllegalStateException | AssertionError turnedAway) {
        // The server's good right.
      }
      turns.incrementAndGet();
      LockSupport.parkNanos(BREATH.toNanos());
    }
  }

  int turns() {
    return turns.get();
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(15));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
