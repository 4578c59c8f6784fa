package io.lyceum.flow.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.flow.replay.Replays.From;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** {@code /live-classes/{id}/replay}: a class's time line, page by page. */
public final class ReplayRoutes extends ApiRoutes {
  private static final int DEFAULT_LIMIT = 200;
  private static final int MAX_LIMIT = 500;

  /** A week: no class lasts longer. */
  private static final int MAX_SECOND = 604_800;

  private record Told(
      Instant startedAt, @Nullable Instant endedAt, long length, List<Moment> moments) {}

  private final Authentication authentication;
  private final Replays replays;
  private final InstantSource clock;

  public ReplayRoutes(
      Authentication authentication, Topics topics, Database database, InstantSource clock) {
    this.authentication = authentication;
    this.replays = new Replays(topics, database);
    this.clock = clock;
  }

  @Override
  public Route routes() {
    return path(
        PathMatchers.segment("live-classes")
            .slash(PathMatchers.segment())
            .slash(PathMatchers.segment("replay")),
        id ->
            get(
                () ->
                    signedIn(
                        authentication,
                        caller -> parameterMap(parameters -> page(id, caller, parameters)))));
  }

  private Route page(String id, Caller caller, Map<String, String> parameters) {
    Optional<TopicId> lesson = TopicId.parse(caller.school(), ClassroomTopic.NAME + ":" + id);
    if (lesson.isEmpty()) {
      return refuse(new Rejection(ErrorCode.NOT_FOUND, "There is no such class."));
    }
    Optional<Integer> limit =
        number(parameters.getOrDefault("limit", Integer.toString(DEFAULT_LIMIT)), 1, MAX_LIMIT);
    if (limit.isEmpty()) {
      return refuse(Rejection.invalid("limit", "must be from 1 to " + MAX_LIMIT));
    }
    String after = parameters.get("after");
    if (after != null && parameters.containsKey("from")) {
      return refuse(Rejection.invalid("after", "cannot be combined with from"));
    }
    Optional<? extends From> from =
        after == null
            ? number(parameters.getOrDefault("from", "0"), 0, MAX_SECOND).map(From.Second::new)
            : Bookmarks.parse(after).map(From.Read::new);
    if (from.isEmpty()) {
      return refuse(
          after == null
              ? Rejection.invalid("from", "must be a second of the class, from 0 on")
              : Rejection.invalid("after", "must be what the page before it gave"));
    }
    return answer(replays.page(lesson.get(), caller, from.get(), limit.get()), this::response);
  }

  private HttpResponse response(Replays.Page page) {
    Span span = page.span();
    Weave weave = page.weave();
    ObjectNode pagination =
        JsonNodeFactory.instance
            .objectNode()
            .put("more", weave.more())
            .put("after", weave.next().text());
    return ok(
        new Told(span.start(), span.end(), span.length(clock.instant()), weave.moments()),
        JsonNodeFactory.instance.objectNode().set("pagination", pagination));
  }

  private static Optional<Integer> number(String text, int least, int most) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
