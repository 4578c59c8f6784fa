package io.lyceum;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node goes: not ready any more, clients sent elsewhere, topics handed over, out of the
 * cluster. Every step is logged with the time since the first, so that an upgrade that takes long
 * shows where.
 */
final class Leaving {
  private static final Logger log = LoggerFactory.getLogger(Leaving.class);

  /** A phase of our own before all others, see {@code pekko.conf}. */
  private static final String NOT_READY = "lyceum-not-ready";

  private final CoordinatedShutdown shutdown;
  private final AtomicLong began = new AtomicLong();

  Leaving(ActorSystem<?> system) {
    this.shutdown = CoordinatedShutdown.get(system);
    report(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "requests are done");
    report(CoordinatedShutdown.PhaseClusterLeave(), "topics are handed over");
    report(CoordinatedShutdown.PhaseClusterShutdown(), "left the cluster");
    system
        .getWhenTerminated()
        .thenRun(
            () -> {
              if (began.get() != 0) {
                step("actors are stopped");
              }
            });
  }

  /**
   * Before anything else happens; whoever sends clients here has {@code notice} to see it and look
   * elsewhere, while all still works.
   */
  void first(Runnable notReady, Duration notice) {
    shutdown.addTask(
        NOT_READY,
        "not-ready",
        () -> {
          notReady.run();
          step("not ready");
          return CompletableFuture.supplyAsync(
              Done::getInstance,
              CompletableFuture.delayedExecutor(notice.toMillis(), TimeUnit.MILLISECONDS));
        });
  }

  /** While the node still serves. */
  void beforeUnbind(String name, Supplier<CompletionStage<Done>> task) {
    shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), name, task);
  }

  /** One more step is taken. */
  void step(String what) {
    long now = System.nanoTime();
    if (began.compareAndSet(0, now)) {
      String why = shutdown.getShutdownReason().map(Object::toString).orElse("told to");
      log.atInfo().addKeyValue("why", why).log("leaving");
    }
    log.atInfo()
        .addKeyValue("step", what)
        .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(now - began.get()))
        .log("leaving");
  }

  private void report(String phase, String what) {
    shutdown.addTask(
        phase,
        "report-" + phase,
        () -> {
          step(what);
          return CompletableFuture.completedFuture(Done.getInstance());
        });
  }
}
