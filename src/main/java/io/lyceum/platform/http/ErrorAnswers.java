package io.lyceum.platform.http;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MalformedQueryParamRejection;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.MissingQueryParamRejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.http.scaladsl.model.ExceptionWithErrorInfo;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong below a route is answered in the envelope; nothing inside is told. */
final class ErrorAnswers extends AllDirectives {
  private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int REQUEST_TIMEOUT = 408;

  ExceptionHandler exceptions() {
    return ExceptionHandler.newBuilder()
        .match(Refusal.class, refusal -> complete(ApiRoutes.refusal(refusal)))
        .match(
            EntityStreamSizeException.class,
            _ -> answer(ErrorCode.TOO_LARGE, "The body is too large."))
        .match(
            TimeoutException.class,
            _ ->
                complete(
                    response(ErrorCode.INVALID, "The body took too long to arrive.")
                        .withStatus(REQUEST_TIMEOUT)))
        .match(
            IllegalRequestException.class,
            illegal -> illegal.info().summary().equals("Request too large"),
            _ -> answer(ErrorCode.TOO_LARGE, "The body is too large."))
        .match(
            ExceptionWithErrorInfo.class,
            _ -> answer(ErrorCode.INVALID, "The request is malformed."))
        .matchAny(
            failure -> {
              log.error("a request failed", failure);
              return answer(ErrorCode.INTERNAL, "Something went wrong on our side.");
            })
        .build();
  }

  RejectionHandler rejections() {
    return RejectionHandler.newBuilder()
        .handleAll(MethodRejection.class, this::methods)
        .handle(MissingQueryParamRejection.class, r -> field(r.parameterName(), "is required"))
        .handle(MalformedQueryParamRejection.class, r -> field(r.parameterName(), "is malformed"))
        .handleCircuitBreakerOpenRejection(
            _ -> answer(ErrorCode.UNAVAILABLE, "The server is catching its breath. Try again."))
        .handle(
            org.apache.pekko.http.javadsl.server.Rejection.class,
            _ -> answer(ErrorCode.INVALID, "The request cannot be understood."))
        .handleNotFound(answer(ErrorCode.NOT_FOUND, "There is nothing at this address."))
        .build();
  }

  /** A request that outlived the server's patience; its outcome is unknown. */
  static HttpResponse timedOut() {
    return response(ErrorCode.UNAVAILABLE, "The answer took too long. Try again.");
  }

  private Route methods(List<MethodRejection> rejections) {
    String allowed =
        rejections.stream()
            .map(MethodRejection::supported)
            .map(HttpMethod::value)
            .distinct()
            .collect(Collectors.joining(", "));
    return complete(
        response(ErrorCode.INVALID, "Only " + allowed + " is possible here.")
            .withStatus(METHOD_NOT_ALLOWED)
            .addHeader(RawHeader.create("Allow", allowed)));
  }

  private Route field(String name, String problem) {
    return complete(ApiRoutes.refusal(new Refusal(Rejection.invalid(name, problem))));
  }

  private Route answer(ErrorCode code, String message) {
    return complete(response(code, message));
  }

  private static HttpResponse response(ErrorCode code, String message) {
    return ApiRoutes.refusal(Refusal.of(code, message));
  }
}
