package io.lyceum.platform.projection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells this node's projections that something was written here, at most every few milliseconds;
 * others are found by polling.
 */
public final class JournalPulse {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final Executor soon;

  /**
   * @param soon runs a task a little later, such as {@code CompletableFuture.delayedExecutor}
   */
  public JournalPulse(Executor soon) {
    this.soon = soon;
  }

  /** Something is durable. Cheap. */
  public void beat() {
    if (pending.compareAndSet(false, true)) {
      soon.execute(
          () -> {
            pending.set(false);
            listeners.forEach(Runnable::run);
          });
    }
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
