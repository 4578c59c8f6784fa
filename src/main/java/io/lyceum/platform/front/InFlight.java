package io.lyceum.platform.front;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.japi.function.Function;

/**
 * The requests of one connection that are not answered yet. Once the server leaves, each answer is
 * the connection's last.
 */
final class InFlight {
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final BooleanSupplier leaving;

  /**
   * @param leaving whether the server does
   */
  InFlight(Function<HttpRequest, CompletionStage<HttpResponse>> handler, BooleanSupplier leaving) {
    this.handler = handler;
    this.leaving = leaving;
  }

  CompletionStage<HttpResponse> answer(HttpRequest request) {
    begun.incrementAndGet();
    count.incrementAndGet();
    return handled(request)
        .whenComplete((_, _) -> count.decrementAndGet())
        .thenApply(
            response ->
                leaving.getAsBoolean() ? response.addHeader(Connection.create("close")) : response);
  }

  private CompletionStage<HttpResponse> handled(HttpRequest request) {
    try {
      return handler.apply(request);
    } catch (Exception e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** How many requests came so far. */
  int begun() {
    return begun.get();
  }

  boolean isEmpty() {
    return count.get() == 0;
  }
}
