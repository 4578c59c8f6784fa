package io.lyceum.platform.front;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
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
  private volatile boolean leaving;

  InFlight(Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    this.handler = handler;
  }

  CompletionStage<HttpResponse> answer(HttpRequest request) {
    count.incrementAndGet();
    return handled(request)
        .whenComplete((_, _) -> count.decrementAndGet())
        .thenApply(response -> leaving ? response.addHeader(Connection.create("close")) : response);
  }

  private CompletionStage<HttpResponse> handled(HttpRequest request) {
    try {
      return handler.apply(request);
    } catch (Exception e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Each answer from now on is the last; true when none is due. */
  boolean leave() {
    leaving = true;
    return count.get() == 0;
  }
}
