package io.lyceum.identity.session;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.identity.SignedOut;
import io.lyceum.identity.Trail;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code /auth/sessions}: where one is signed in, and how that ends. */
public final class SessionRoutes extends ApiRoutes {
  private record SessionJson(
      UUID id,
      boolean current,
      Instant createdAt,
      Instant usedAt,
      @Nullable String agent,
      @Nullable String address) {}

  private final Database database;
  private final Sessions sessions;
  private final Authentication authentication;
  private final OwnSession own;
  private final SignedOut listener;
  private final Trail trail;

  public SessionRoutes(
      Database database,
      Sessions sessions,
      Authentication authentication,
      OwnSession own,
      SignedOut listener,
      Trail trail) {
    this.database = database;
    this.sessions = sessions;
    this.authentication = authentication;
    this.own = own;
    this.listener = listener;
    this.trail = trail;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "auth",
        () ->
            pathPrefix(
                "sessions",
                () ->
                    signedIn(
                        authentication,
                        caller -> extractRequest(request -> below(caller, request)))));
  }

  private Route below(Caller caller, HttpRequest request) {
    return concat(
        pathEnd(
            () ->
                concat(
                    get(() -> list(caller, own.of(request))),
                    delete(() -> endAll(caller, RequestOrigin.of(request))))),
        path(segment(), id -> delete(() -> end(caller, id, RequestOrigin.of(request)))));
  }

  private Route list(Caller caller, Optional<UUID> current) {
    return answer(
        database
            .transaction(caller.school(), handle -> sessions.of(handle, caller.user()))
            .thenApply(
                rows ->
                    rows.stream()
                        .map(
                            row ->
                                new SessionJson(
                                    row.id(),
                                    current.filter(row.id()::equals).isPresent(),
                                    row.createdAt(),
                                    row.usedAt(),
                                    row.agent(),
                                    row.address()))
                        .toList()));
  }

  private Route end(Caller caller, String id, RequestOrigin origin) {
    Optional<UUID> session = uuid(id);
    return answer(
        database
            .transaction(
                caller.school(),
                handle -> {
                  boolean ended =
                      session.filter(s -> sessions.end(handle, caller.user(), s)).isPresent();
                  if (!ended) {
                    throw new Refusal(
                        new Rejection(ErrorCode.NOT_FOUND, "You have no such sign-in."));
                  }
                  note(handle, caller, "one by its owner", origin);
                  return session.orElseThrow();
                })
            .thenApply(
                ended -> {
                  listener.signedOut(caller.user(), Optional.of(ended));
                  return Map.of();
                }));
  }

  private Route endAll(Caller caller, RequestOrigin origin) {
    CompletionStage<List<Sessions.Ended>> ended =
        database.transaction(
            caller.school(),
            handle -> {
              List<Sessions.Ended> all = sessions.endAll(handle, caller.user(), Optional.empty());
              note(handle, caller, "everywhere", origin);
              return all;
            });
    return answer(
        ended.thenApply(
            all -> {
              all.forEach(one -> listener.signedOut(one.person(), Optional.of(one.session())));
              listener.signedOut(caller.user(), Optional.empty());
              return Map.of();
            }));
  }

  private void note(Handle handle, Caller caller, String how, RequestOrigin origin) {
    AuditChain.append(handle, trail.own(caller, "account.signed-out", origin).because(how));
  }
}
