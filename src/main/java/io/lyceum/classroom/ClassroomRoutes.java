package io.lyceum.classroom;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.JoinCodes;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.topic.Topics;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Creating, joining and listing classes, and their attendance.
 *
 * <p>After the command is durable a route writes the read model's row itself, as the projection
 * will: an insert that does nothing when the row is there. So whoever creates or joins sees it in
 * the very next list, without waiting for a projection that may be behind.
 */
public final class ClassroomRoutes extends ApiRoutes {
  private static final TimeBasedEpochRandomGenerator IDS =
      Generators.timeBasedEpochRandomGenerator();

  private record NewClass(String title, Optional<String> courseId, boolean lobby) {}

  private record Created(String id, String code) {}

  private record Joined(String id, String title) {}

  private final Authentication authentication;
  private final Topics topics;
  private final Database database;
  private final InstantSource clock;
  private final JoinCodes codes = new JoinCodes();

  public ClassroomRoutes(
      Authentication authentication, Topics topics, Database database, InstantSource clock) {
    this.authentication = authentication;
    this.topics = topics;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "live-classes",
        () ->
            concat(
                pathEnd(
                    () ->
                        concat(
                            get(() -> signedIn(authentication, this::list)),
                            post(
                                () ->
                                    permitted(
                                        authentication, Permission.CREATE_CLASSES, this::create)))),
                path(
                    "join",
                    () ->
                        post(() -> permitted(authentication, Permission.JOIN_CLASSES, this::join))),
                path(
                    PathMatchers.segment().slash("attendance"),
                    id -> get(() -> signedIn(authentication, caller -> attendance(id, caller))))));
  }

  private Route list(Caller caller) {
    return answer(
        database.statement(
            caller.school(),
            handle -> ClassroomHistory.of(handle, caller.school(), caller.user())));
  }

  private Route create(Caller caller) {
    return body(
        fields ->
            new NewClass(
                fields.text("title", ClassroomCommands.MAX_TITLE),
                fields.optionalText("courseId", ClassroomCommands.MAX_ID),
                fields.optionalFlag("lobby").orElse(false)),
        body -> answer(create(caller, body)));
  }

  private CompletionStage<Created> create(Caller caller, NewClass body) {
    TopicId topic = new TopicId(caller.school(), ClassroomTopic.NAME, IDS.generate().toString());
    return reserve(topic)
        .thenCompose(
            code ->
                topics
                    .tell(
                        topic,
                        Caller.system(caller.school()),
                        "class:create",
                        founding(caller, body, code))
                    .thenCompose(_ -> register(topic, caller, body, code)));
  }

  private CompletionStage<String> reserve(TopicId topic) {
    return database.transaction(topic.school(), handle -> codes.reserve(handle, topic));
  }

  private static Map<String, Object> founding(Caller teacher, NewClass body, String code) {
    Map<String, Object> data =
        new HashMap<>(
            Map.of(
                "title",
                body.title(),
                "code",
                code,
                "teacher",
                Map.of("id", teacher.user().value(), "name", teacher.name()),
                "lobby",
                body.lobby()));
    body.courseId().ifPresent(course -> data.put("courseId", course));
    return data;
  }

  private CompletionStage<Created> register(
      TopicId topic, Caller caller, NewClass body, String code) {
    ClassroomHistory.Registration registration =
        new ClassroomHistory.Registration(
            topic,
            body.title(),
            code,
            body.courseId(),
            caller.user(),
            caller.name(),
            clock.instant(),
            Optional.empty());
    return database.transaction(
        topic.school(),
        handle -> {
          ClassroomHistory.register(handle, registration);
          return new Created(topic.id(), code);
        });
  }

  private Route join(Caller caller) {
    return body(fields -> fields.text("code", 32), code -> answer(join(caller, code)));
  }

  private CompletionStage<Joined> join(Caller caller, String typed) {
    return database
        .transaction(
            caller.school(),
            handle ->
                codes
                    .find(handle, caller.school(), ClassroomTopic.NAME, typed)
                    .orElseThrow(ClassroomRoutes::unknownCode))
        .thenCompose(
            topic ->
                topics
                    .tell(
                        topic,
                        Caller.system(caller.school()),
                        "member:enroll",
                        Map.of("user", caller.user().value(), "name", caller.name()))
                    .thenCompose(_ -> joined(topic, caller)));
  }

  private CompletionStage<Joined> joined(TopicId topic, Caller caller) {
    return database.transaction(
        topic.school(),
        handle -> {
          ClassroomHistory.firstEnrolled(handle, topic, caller.user());
          return new Joined(topic.id(), ClassroomHistory.title(handle, topic).orElse(""));
        });
  }

  private Route attendance(String id, Caller caller) {
    Optional<TopicId> topic = TopicId.parse(caller.school(), ClassroomTopic.NAME + ":" + id);
    return topic.isEmpty()
        ? refuse(new Rejection(ErrorCode.NOT_FOUND, "There is no such class."))
        : answer(
            database
                .statement(
                    caller.school(),
                    handle -> ClassroomRecordsHistory.isExpired(handle, topic.get()))
                .thenCompose(expired -> attendance(topic.get(), caller, expired)));
  }

  private CompletionStage<Object> attendance(TopicId topic, Caller caller, boolean expired) {
    return expired
        ? CompletableFuture.failedStage(
            Refusal.of(ErrorCode.NOT_FOUND, "The school does not keep this any more."))
        : topics.report(topic, caller, "attendance");
  }

  private static Refusal unknownCode() {
    return new Refusal(
        new Rejection(
            ErrorCode.NOT_FOUND,
            "There is no class with this code.",
            List.of(new FieldProblem("code", "opens no class"))));
  }
}
