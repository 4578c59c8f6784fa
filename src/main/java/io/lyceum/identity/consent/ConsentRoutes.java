package io.lyceum.identity.consent;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /users/{id}/consent}. */
public final class ConsentRoutes extends ApiRoutes {
  private static final int MAX_VERSION = 10_000;

  private final ConsentDesk desk;
  private final Authentication authentication;

  public ConsentRoutes(ConsentDesk desk, Authentication authentication) {
    this.desk = desk;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return path(
        segment("users").slash(segment()).slash("consent"),
        child ->
            concat(
                get(
                    () ->
                        signedIn(
                            authentication,
                            caller -> about(child, id -> answer(desk.look(caller, id))))),
                put(() -> extractRequest(request -> decide(child, request)))));
  }

  private Route decide(String child, HttpRequest request) {
    RequestOrigin origin = RequestOrigin.of(request);
    return signedIn(
        authentication,
        caller ->
            body(
                fields ->
                    new ConsentDesk.Decision(
                        fields.flag("given"),
                        (int) fields.number("textVersion", 1, MAX_VERSION),
                        fields.optionalFlag("recording").orElse(false)),
                decision -> about(child, id -> answer(desk.decide(caller, id, decision, origin)))));
  }

  private Route about(String child, Function<UserId, Route> inner) {
    return UserId.parse(child)
        .map(inner)
        .orElseGet(
            () ->
                refuse(new Rejection(ErrorCode.FORBIDDEN, "That is for this person's guardians.")));
  }
}
