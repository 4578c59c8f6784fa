package io.lyceum.identity.school;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /users/me/children} and {@code /users/{child}/guardians}. */
public final class GuardianRoutes extends ApiRoutes {
  /** What is asked for about two people. */
  @FunctionalInterface
  private interface Pair {
    CompletionStage<?> of(Caller caller, UserId child, UserId parent, RequestOrigin origin);
  }

  private final GuardianDesk desk;
  private final Authentication authentication;

  public GuardianRoutes(GuardianDesk desk, Authentication authentication) {
    this.desk = desk;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "users",
        () ->
            concat(
                path(
                    segment("me").slash("children"),
                    () ->
                        get(
                            () ->
                                permitted(
                                    authentication,
                                    Permission.FOLLOW_CHILDREN,
                                    caller -> answer(desk.children(caller))))),
                path(
                    segment().slash("guardians"),
                    child -> get(() -> manager(caller -> parents(caller, child)))),
                path(
                    segment().slash("guardians").slash(segment()),
                    (child, parent) ->
                        concat(
                            put(() -> changed(child, parent, desk::link)),
                            delete(() -> changed(child, parent, desk::unlink))))));
  }

  private Route manager(Function<Caller, Route> inner) {
    return permitted(authentication, Permission.MANAGE_GUARDIANS, inner);
  }

  private Route parents(Caller caller, String child) {
    return UserId.parse(child).map(id -> answer(desk.parents(caller, id))).orElseGet(this::nobody);
  }

  private Route changed(String child, String parent, Pair change) {
    return extractRequest(
        request ->
            manager(caller -> changed(caller, child, parent, change, RequestOrigin.of(request))));
  }

  private Route changed(
      Caller caller, String child, String parent, Pair change, RequestOrigin origin) {
    Optional<UserId> of = UserId.parse(child);
    Optional<UserId> by = UserId.parse(parent);
    return of.isEmpty() || by.isEmpty()
        ? nobody()
        : answer(change.of(caller, of.get(), by.get(), origin).thenApply(_ -> Map.of()));
  }

  private Route nobody() {
    return refuse(new Rejection(ErrorCode.NOT_FOUND, "There is no such person in your school."));
  }
}
