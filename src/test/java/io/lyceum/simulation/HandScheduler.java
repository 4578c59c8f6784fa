package io.lyceum.simulation;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Timers by the {@link Machine}'s time. */
@SuppressWarnings("deprecation") // the base class still asks for it
public final class HandScheduler extends AbstractScheduler {
  private final Machine machine = Machine.current();

  public HandScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {}

  @Override
  public Cancellable schedule(
      FiniteDuration first, FiniteDuration interval, Runnable task, ExecutionContext executor) {
    Repeated repeated = new Repeated(machine, task, interval.toNanos());
    repeated.arm(first.toNanos());
    return repeated;
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
    Machine.Event event = machine.after(delay.toNanos(), task);
    return new Cancellable() {
      @Override
      public boolean cancel() {
        return event.cancel();
      }

      @Override
      public boolean isCancelled() {
        return event.isCancelled();
      }
    };
  }

  @Override
  public double maxFrequency() {
    return 1_000;
  }

  private static final class Repeated implements Cancellable {
    private final Machine machine;
    private final Runnable task;
    private final long interval;
    private boolean cancelled;

    Repeated(Machine machine, Runnable task, long interval) {
      this.machine = machine;
      this.task = task;
      this.interval = interval;
    }

    void arm(long nanos) {
      machine.after(
          nanos,
          () -> {
            if (!cancelled) {
              task.run();
              arm(interval);
            }
          });
    }

    @Override
    public boolean cancel() {
      boolean first = !cancelled;
      cancelled = true;
      return first;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
