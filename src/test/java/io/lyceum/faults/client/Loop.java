package io.lyceum.faults.client;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread of a client process; what fails on it ends the process, so that it is noticed. */
final class Loop implements Executor {
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  @Override
  public void execute(Runnable work) {
    thread.execute(guarded(work));
  }

  void after(long milliseconds, Runnable work) {
    Future<?> _ = thread.schedule(guarded(work), milliseconds, TimeUnit.MILLISECONDS);
  }

  void every(long milliseconds, Runnable work) {
    Future<?> _ =
        thread.scheduleAtFixedRate(
            guarded(work), milliseconds, milliseconds, TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(3);
      }
    };
  }
}
