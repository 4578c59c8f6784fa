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
final class InFlight implements Function<HttpRequest, CompletionStage<HttpResponse>> {
  private static final long serialVersionUID = 1;

  private final transient Function<HttpRequest, CompletionStage<HttpResponse>> handler;
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean leaving;

  InFlight(Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    this.handler = handler;
  }

  @Override
  public CompletionStage<HttpResponse> apply(HttpRequest request) throws Exception {
    count.incrementAndGet();
    return answer(request)
        .whenComplete((_, _) -> count.decrementAndGet())
        .thenApply(response -> leaving ? response.addHeader(Connection.create("close")) : response);
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) throws Exception {
    try {
      return handler.apply(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Each answer from now on is the last; true when none is due. */
  boolean leave() {
    leaving = true;
    return count.get() == 0;
  }
}
