package io.lyceum.platform.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** {@code /audit} and {@code /audit/chain}: an administrator's own school. */
public final class AuditRoutes extends ApiRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private record EntryJson(
      long number,
      Instant at,
      String actor,
      String action,
      @Nullable String topic,
      @Nullable String subject,
      @Nullable String reason,
      @Nullable String request,
      @Nullable String origin,
      String hash) {
    static EntryJson of(AuditRow row) {
      AuditEntry entry = row.entry();
      return new EntryJson(
          row.number(),
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.topic(),
          entry.subject(),
          entry.reason(),
          entry.request(),
          entry.origin(),
          row.hash());
    }
  }

  private final Database database;
  private final Authentication authentication;
  private final Clock clock;

  public AuditRoutes(Database database, Authentication authentication, Clock clock) {
    this.database = database;
    this.authentication = authentication;
    this.clock = clock;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "audit",
        () ->
            concat(
                pathEnd(() -> get(() -> extractRequest(this::asked))),
                path("chain", () -> get(() -> administrator(this::chain)))));
  }

  private Route administrator(Function<Caller, Route> inner) {
    return permitted(authentication, Permission.READ_AUDIT_LOG, inner);
  }

  private Route asked(HttpRequest request) {
    return administrator(caller -> entries(caller, RequestOrigin.of(request)));
  }

  private Route entries(Caller caller, RequestOrigin origin) {
    return parameterMap(
        parameters -> {
          Optional<Long> before = number(parameters, "before", Long.MAX_VALUE);
          Optional<Long> limit = number(parameters, "limit", DEFAULT_LIMIT);
          if (before.isEmpty()) {
            return refuse(Rejection.invalid("before", "must be a whole number, not negative"));
          }
          if (limit.isEmpty() || limit.get() < 1 || limit.get() > MAX_LIMIT) {
            return refuse(Rejection.invalid("limit", "must be from 1 to " + MAX_LIMIT));
          }
          return page(caller, origin, before.get(), limit.get().intValue());
        });
  }

  /** Who reads the log stands in it, too. */
  private Route page(Caller caller, RequestOrigin origin, long before, int limit) {
    AuditEntry reading =
        AuditEntry.account(
                caller.school(), clock.instant(), caller.user().value(), "audit.read", null)
            .by(origin);
    return answer(
        database.transaction(
            caller.school(),
            handle -> {
              List<AuditRow> rows = AuditLog.page(handle, caller.school(), before, limit);
              AuditChain.append(handle, reading);
              return rows;
            }),
        rows -> {
          boolean more = !rows.isEmpty() && rows.getFirst().number() > 1;
          ObjectNode pagination = JsonNodeFactory.instance.objectNode().put("more", more);
          if (more) {
            pagination.put("before", rows.getFirst().number());
          }
          return ok(
              rows.stream().map(EntryJson::of).toList(),
              JsonNodeFactory.instance.objectNode().set("pagination", pagination));
        });
  }

  private Route chain(Caller caller) {
    return answer(
        CompletableFuture.supplyAsync(
            () -> AuditChain.verify(database.jdbi(), caller.school()), database.blocking()));
  }

  private static Optional<Long> number(Map<String, String> parameters, String name, long absent) {
    try {
      String text = parameters.get(name);
      return Optional.of(text == null ? absent : Long.parseLong(text)).filter(n -> n >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
