package io.lyceum.platform.http;

import io.lyceum.platform.front.Binding;
import io.lyceum.platform.front.SocketTaker;
import io.lyceum.platform.settings.HttpSettings;
import io.lyceum.platform.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;

/**
 * One port for everything: API and sockets below {@code /v1}, health and metrics, the page. Every
 * answer carries the security headers; every error of the API the envelope.
 */
public final class HttpServer extends AllDirectives {
  private final List<ApiRoutes> api;
  private final Optional<SocketTaker> sockets;
  private final OpsRoutes ops;
  private final Gate gate;
  private final Pages pages = new Pages();
  private final RequestMeters meters;

  /**
   * @param api all routes below {@code /v1}; without any there is no page either
   * @param sockets takes handshakes before any route sees them
   * @param gate sees every other request first
   */
  public HttpServer(
      List<ApiRoutes> api,
      Optional<SocketTaker> sockets,
      OpsRoutes ops,
      Gate gate,
      MeterRegistry registry) {
    this.api = List.copyOf(api);
    this.sockets = sockets;
    this.ops = ops;
    this.gate = gate;
    this.meters = new RequestMeters(registry);
  }

  /**
   * Starts to listen; stops in the coordinated shutdown, requests in flight get the grace time. The
   * stage fails with {@link PortInUse} when another program has the port.
   */
  public CompletionStage<Binding> bind(ActorSystem<?> system, HttpSettings settings) {
    return Binding.open(
            system,
            new InetSocketAddress(settings.host(), settings.port()),
            handler(system),
            sockets,
            gate.doors())
        .thenApply(binding -> binding.leaveWithNode(settings.shutdownGrace()))
        .exceptionally(
            failure -> {
              if (isBindFailure(failure)) {
                throw new PortInUse(settings.host(), settings.port());
              }
              throw new CompletionException(failure);
            });
  }

  private Function<HttpRequest, CompletionStage<HttpResponse>> handler(ActorSystem<?> system) {
    Function<HttpRequest, CompletionStage<HttpResponse>> inner = routes().handler(system);
    Tracing tracing = Tracing.get(system);
    return arrived -> {
      HttpRequest request = gate.enter(RequestOrigin.named(arrived));
      Timer.Sample sample = meters.start();
      RequestTrace trace = RequestTrace.of(tracing, request);
      Optional<HttpResponse> refusal = gate.answer(request);
      CompletionStage<HttpResponse> answer =
          refusal.isPresent()
              ? CompletableFuture.completedFuture(refusal.get())
              : inner.apply(trace.request());
      return answer
          // The routes' stage would run what is not told where in the common pool.
          .thenApplyAsync(
          response -> {
            meters.stop(sample, request, response);
            trace.end(response);
            return gate.leave(request, response).addHeader(RequestOrigin.header(request));
          },
          Runnable::run);
    };
  }

  private Route routes() {
    ErrorAnswers errors = new ErrorAnswers();
    Route[] below = api.stream().map(ApiRoutes::routes).toArray(Route[]::new);
    Route clients =
        below.length == 0
            ? reject()
            : concat(pathPrefix("v1", () -> concat(below[0], below)), pages.routes());
    return withRequestTimeoutResponse(
            request -> gate.leave(request, ErrorAnswers.timedOut()),
            () -> concat(ops.routes(), clients))
        .seal(errors.rejections(), errors.exceptions());
  }

  private static boolean isBindFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
