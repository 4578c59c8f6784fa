package io.lyceum.bench.load;

import io.lyceum.bench.net.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Sends at its times; what is late goes at once and keeps its intended stamp. */
final class Pacer {
  /** What is sent: the message with this index and stamp. */
  interface Sender {
    void send(long index, long stamp);
  }

  /** Shorter naps cost more than they gain: at high rates what is due goes in small bundles. */
  private static final double NAP = 300_000;

  private final Times times;
  private final Sender sender;
  private final CompletableFuture<Long> done = new CompletableFuture<>();

  private Pacer(Times times, Sender sender) {
    this.times = times;
    this.sender = sender;
  }

  /** Done with the nanoseconds that the latest message was sent behind its time. */
  static CompletableFuture<Long> start(Times times, Sender sender) {
    Pacer pacer = new Pacer(times, sender);
    Thread.ofPlatform().name("pacer").daemon().start(pacer::run);
    return pacer.done;
  }

  private void run() {
    try {
      long latest = 0;
      long nap = 1e9 / times.rate() < NAP ? (long) NAP : 0;
      for (long index = 0; index < times.count(); index++) {
        long due = times.due(index);
        long early = due - Loop.nanos();
        while (early > 0) {
          LockSupport.parkNanos(Math.max(early, nap));
          early = due - Loop.nanos();
        }
        latest = Math.max(latest, -early);
        sender.send(index, due);
      }
      done.complete(latest);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
