package io.lyceum.platform.gateway;

import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import java.util.Set;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * What somebody is told whose request is no HTTP, which no route and no gate sees: the envelope and
 * the security headers as for everybody, and nothing of what they sent. Named in {@code http.conf}.
 */
public final class UnreadableRequests extends ParsingErrorHandler {
  /** Pekko looks for it here, as for an object of Scala's. */
  public static final UnreadableRequests MODULE$ = new UnreadableRequests();

  /** Body, address, header fields. */
  private static final Set<Integer> TOO_LARGE = Set.of(413, 414, 431);

  private UnreadableRequests() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    Refusal refusal =
        TOO_LARGE.contains(status.intValue())
            ? Refusal.of(ErrorCode.TOO_LARGE, "The request is too large.")
            : Refusal.of(ErrorCode.INVALID, "The request is malformed.");
    return ApiRoutes.refusal(refusal)
        .withStatus(status.intValue())
        .addHeaders(SecurityHeaders.plain());
  }
}
