package io.lyceum.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.json.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What REST routes are made of: one envelope, one way to know the caller, one way to read a body.
 */
public abstract class ApiRoutes extends AllDirectives {
  private static final Logger log = LoggerFactory.getLogger(ApiRoutes.class);

  /** The routes below {@code /v1}. */
  public abstract Route routes();

  /** Runs {@code inner} as the bearer of the token, or answers {@code unauthenticated}. */
  protected Route signedIn(Authentication authentication, Function<Caller, Route> inner) {
    return optionalHeaderValueByName(
        "Authorization",
        header ->
            header
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .flatMap(h -> authentication.caller(h.substring("bearer ".length()).trim()))
                .map(inner)
                .orElseGet(
                    () -> refuse(new Rejection(ErrorCode.UNAUTHENTICATED, "Sign in first."))));
  }

  /** The same for whose role allows it; for others {@code forbidden}. */
  protected Route permitted(
      Authentication authentication, Permission permission, Function<Caller, Route> inner) {
    return signedIn(
        authentication,
        caller -> caller.may(permission) ? inner.apply(caller) : refuse(permission.rejection()));
  }

  /** Reads the body's fields, or answers {@code invalid} with each wrong field. */
  protected <T> Route body(Function<Fields, T> reader, Function<T, Route> inner) {
    return extractStrictEntity(
        BODY_TIMEOUT,
        MAX_BODY,
        entity -> {
          try {
            String text = entity.getData().decodeString(StandardCharsets.UTF_8);
            JsonNode node = Json.parse(text);
            Optional<FieldProblem> unsound = Texts.unsound(text, node);
            return unsound.isPresent()
                ? refuse(Rejection.invalid(unsound.get().field(), unsound.get().problem()))
                : inner.apply(Fields.read(node, reader));
          } catch (InvalidFields e) {
            return refuse(e.rejection());
          } catch (IOException e) {
            return refuse(new Rejection(ErrorCode.INVALID, "The body is not a JSON object."));
          }
        });
  }

  /**
   * Answers with {@code data} in the envelope; a failed stage with its refusal, anything else is
   * {@code internal}.
   */
  protected Route answer(CompletionStage<?> data) {
    return answer(data, value -> ok(value, null));
  }

  /** The same with the response that {@code inner} makes of the stage's value. */
  protected <T> Route answer(CompletionStage<T> stage, Function<T, HttpResponse> inner) {
    // Not onComplete: it takes every value over a pool of Scala's that nothing else uses.
    return handle(
        _ ->
            stage.handle(
                (value, failure) -> failure == null ? inner.apply(value) : failed(failure)));
  }

  /** An id in a path or a query; empty when it is none. */
  protected static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code data} and {@code meta} in the envelope. */
  protected static HttpResponse ok(Object data, @Nullable Object meta) {
    return response(200, new Envelope(true, data, meta, null));
  }

  /** Answers with an error in the envelope. */
  protected Route refuse(Rejection rejection) {
    return complete(refusal(new Refusal(rejection)));
  }

  /** The response for a refusal: the fitting status and the envelope. */
  public static HttpResponse refusal(Refusal refusal) {
    HttpResponse response =
        response(
            status(refusal.rejection().code()),
            new Envelope(false, null, null, ErrorJson.of(refusal)));
    HttpHeader retry =
        RawHeader.create("Retry-After", Long.toString(Math.ceilDiv(refusal.retryAfterMs(), 1000)));
    return refusal.retryAfterMs() > 0 ? response.addHeader(retry) : response;
  }

  private static HttpResponse failed(Throwable failure) {
    Refusal refusal = Refusal.in(failure);
    if (refusal == null) {
      log.error("request failed", failure);
      refusal = new Refusal(new Rejection(ErrorCode.INTERNAL, "Something went wrong on our side."));
    }
    return refusal(refusal);
  }

  private static HttpResponse response(int status, Envelope envelope) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(envelope));
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case BAD_FRAME, UNKNOWN_TYPE, INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT, TOO_LATE, EXPIRED, OUT_OF_ORDER -> 409;
      case TOO_LARGE -> 413;
      case RATE_LIMITED, TOO_MANY_IN_FLIGHT -> 429;
      case UNAVAILABLE -> 503;
      case INTERNAL -> 500;
    };
  }

  /** A body must arrive within this time; a slower one is cut off. */
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

  /** 256 KiB: a quiz of a hundred long questions fits. */
  private static final long MAX_BODY = 256 * 1024;
}
