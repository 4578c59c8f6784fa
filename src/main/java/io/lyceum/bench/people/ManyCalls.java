package io.lyceum.bench.people;

import io.lyceum.bench.net.BenchProblem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Calls of the preparation, a few at a time. */
final class ManyCalls {
  private static final int CALLS = 8;

  private ManyCalls() {}

  /**
   * Their answers, in order.
   *
   * @throws BenchProblem when one of them does
   */
  static <T> List<T> of(List<Supplier<T>> calls) {
    Semaphore free = new Semaphore(CALLS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<T>> answers =
          calls.stream()
              .map(call -> CompletableFuture.supplyAsync(() -> guarded(free, call), threads))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BenchProblem problem ? problem : e;
    }
  }

  private static <T> T guarded(Semaphore free, Supplier<T> call) {
    free.acquireUninterruptibly();
    try {
      return call.get();
    } finally {
      free.release();
    }
  }
}
