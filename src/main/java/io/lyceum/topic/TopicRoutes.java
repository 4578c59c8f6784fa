package io.lyceum.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestTrace;
import io.lyceum.platform.json.Fields;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** What every topic offers over REST, whatever its kind: its history and its commands. */
public final class TopicRoutes extends ApiRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  /** Stands in for an id that could not be read; the request is refused before it is used. */
  private static final CommandId NO_ID = new CommandId(new UUID(0x7000L, 0x8000000000000000L));

  private record Ack(CommandId id, String topic, long seq) {}

  private final Topics topics;
  private final Authentication authentication;

  public TopicRoutes(Topics topics, Authentication authentication) {
    this.topics = topics;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return path(
        PathMatchers.segment("topics").slash(PathMatchers.remaining()),
        rest ->
            concat(
                get(() -> topic(rest, "/events", this::events)),
                post(() -> topic(rest, "/commands", this::command))));
  }

  /** A topic's id may hold a slash, written as itself or as %2F. */
  private Route topic(String rest, String suffix, BiFunction<TopicId, Caller, Route> inner) {
    if (!rest.endsWith(suffix)) {
      return reject();
    }
    String name =
        URLDecoder.decode(
            rest.substring(0, rest.length() - suffix.length()), StandardCharsets.UTF_8);
    return signedIn(
        authentication,
        caller ->
            TopicId.parse(caller.school(), name)
                .filter(topics::knows)
                .map(topic -> inner.apply(topic, caller))
                .orElseGet(
                    () -> refuse(new Rejection(ErrorCode.NOT_FOUND, "There is no such topic."))));
  }

  private Route events(TopicId topic, Caller caller) {
    return parameterMap(
        parameters -> {
          Optional<Long> before = number(parameters.get("before"));
          Optional<Long> after = number(parameters.get("after"));
          long limit = number(parameters.get("limit")).orElse((long) DEFAULT_LIMIT);
          for (String field : new String[] {"before", "after", "limit"}) {
            if (parameters.containsKey(field) && number(parameters.get(field)).isEmpty()) {
              return refuse(Rejection.invalid(field, "must be a whole number, not negative"));
            }
          }
          if (limit < 1 || limit > MAX_LIMIT) {
            return refuse(Rejection.invalid("limit", "must be from 1 to " + MAX_LIMIT));
          }
          if (before.isPresent() && after.isPresent()) {
            return refuse(Rejection.invalid("after", "cannot be combined with before"));
          }
          return page(topic, caller, optional(before), optional(after), (int) limit);
        });
  }

  private Route page(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit) {
    return answer(
        topics.events(topic, caller, before, after, limit),
        page -> {
          ObjectNode pagination = JsonNodeFactory.instance.objectNode().put("more", page.more());
          if (page.more() && after.isPresent()) {
            pagination.put("after", page.events().getLast().seq());
          } else if (page.more()) {
            pagination.put("before", page.events().getFirst().seq());
          }
          return ok(
              page.events(), JsonNodeFactory.instance.objectNode().set("pagination", pagination));
        });
  }

  private Route command(TopicId topic, Caller caller) {
    return extractRequest(
        request ->
            body(
                fields -> commandBody(fields, RequestTrace.context(request)),
                command ->
                    answer(
                        topics
                            .command(topic, caller, command)
                            .thenApply(seq -> new Ack(command.id(), topic.wire(), seq)))));
  }

  private static Topics.ClientCommand commandBody(Fields fields, @Nullable String trace) {
    CommandId id = fields.parsed("id", NO_ID, "a UUIDv7", CommandId::parse);
    String type = fields.text("type", 64);
    JsonNode data = fields.value("data").orElseGet(JsonNodeFactory.instance::objectNode);
    return new Topics.ClientCommand(id, null, type, data, trace);
  }

  private static Optional<Long> number(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Long::parseLong).filter(n -> n >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static OptionalLong optional(Optional<Long> number) {
    return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
  }
}
