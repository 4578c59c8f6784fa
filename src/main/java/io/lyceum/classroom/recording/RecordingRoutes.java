package io.lyceum.classroom.recording;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.media.recording.RecordingSettings;
import io.lyceum.media.store.MediaStore;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /live-classes/{id}/recording}, and the files of its parts at sealed addresses, so that a
 * browser's player, which sends no token, may fetch them.
 */
public final class RecordingRoutes extends ApiRoutes {
  private static final Rejection NO_CLASS =
      new Rejection(ErrorCode.NOT_FOUND, "There is no such class.");

  private final Authentication authentication;
  private final RecordingDesk desk;
  private final FileAnswer files;

  public RecordingRoutes(
      Authentication authentication,
      Topics topics,
      Database database,
      RecordingSettings settings,
      MediaStore store,
      InstantSource clock) {
    this.authentication = authentication;
    this.desk = new RecordingDesk(topics, database, settings, clock);
    this.files = new FileAnswer(store);
  }

  @Override
  public Route routes() {
    return pathPrefix(
        PathMatchers.segment("live-classes").slash(PathMatchers.segment()).slash("recording"),
        id ->
            concat(
                pathEnd(
                    () ->
                        concat(
                            get(() -> signedIn(authentication, caller -> look(id, caller))),
                            put(() -> signedIn(authentication, caller -> set(id, caller))))),
                path(
                    PathMatchers.segment(),
                    part -> get(() -> parameterMap(query -> file(id, part, query))))));
  }

  private Route look(String id, Caller caller) {
    return lesson(id, caller, topic -> answer(desk.look(topic, caller)));
  }

  private Route set(String id, Caller caller) {
    return body(
        fields -> fields.flag("on"),
        on -> lesson(id, caller, topic -> answer(desk.set(topic, caller, on))));
  }

  private Route lesson(String id, Caller caller, Function<TopicId, Route> inner) {
    return topic(caller.school(), id).map(inner).orElseGet(() -> refuse(NO_CLASS));
  }

  private Route file(String lesson, String part, Map<String, String> query) {
    Optional<SchoolId> school = SchoolId.parse(query.getOrDefault("school", ""));
    Optional<TopicId> topic = school.flatMap(s -> topic(s, lesson));
    Optional<UUID> id = uuid(part);
    Optional<Instant> until = instant(query.getOrDefault("until", ""));
    if (topic.isEmpty() || id.isEmpty() || until.isEmpty()) {
      return refuse(FileAnswer.NO_LONGER_GOOD);
    }
    return optionalHeaderValueByName(
        "Range",
        range ->
            answer(
                desk.file(topic.get(), id.get(), until.get(), query.getOrDefault("seal", "")),
                found -> files.of(found, range.orElse(""))));
  }

  private static Optional<TopicId> topic(SchoolId school, String id) {
    return TopicId.parse(school, ClassroomTopic.NAME + ":" + id);
  }

  private static Optional<Instant> instant(String seconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds) & 0xFFFF_FFFFL));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
