package io.lyceum.progress;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressRejection;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;

/** Courses over REST: those of the school, and how far their learners are. */
public final class ProgressRoutes extends ApiRoutes {
  private final Authentication authentication;
  private final Database database;
  private final ProgressHistory history = new ProgressHistory();

  private record CourseJson(
      CourseId id,
      String title,
      Person teacher,
      List<Enrolment.Lesson> lessons,
      boolean enrolled) {}

  public ProgressRoutes(Authentication authentication, Database database) {
    this.authentication = authentication;
    this.database = database;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "courses",
        () ->
            concat(
                pathEndOrSingleSlash(() -> get(() -> signedIn(authentication, this::courses))),
                path(
                    segment().slash("progress"),
                    course ->
                        get(
                            () ->
                                signedIn(
                                    authentication,
                                    caller -> progress(new CourseId(course), caller))))));
  }

  private Route courses(Caller caller) {
    return answer(database.transaction(handle -> courses(handle, caller)));
  }

  private List<CourseJson> courses(Handle handle, Caller caller) {
    Set<String> enrolled = history.enrolled(handle, caller.school(), caller.user());
    return history.courses(handle, caller.school()).stream()
        .map(
            c ->
                new CourseJson(
                    c.id(), c.title(), c.teacher(), c.lessons(), enrolled.contains(c.id().value())))
        .toList();
  }

  private Route progress(CourseId course, Caller caller) {
    return answer(database.transaction(handle -> learners(handle, course, caller)));
  }

  /** All learners to the course's teacher; to anyone else their own line, if they have one. */
  private List<ProgressJson.LearnerJson> learners(Handle handle, CourseId id, Caller caller) {
    Course course =
        history
            .course(handle, caller.school(), id)
            .orElseThrow(() -> Refusal.of(ProgressRejection.NO_SUCH_COURSE));
    boolean teacher = course.teacher().id().equals(caller.user());
    return history.learners(handle, caller.school(), id).stream()
        .filter(row -> teacher || row.learner().id().equals(caller.user()))
        .map(row -> learner(caller, id, row))
        .toList();
  }

  private static ProgressJson.LearnerJson learner(
      Caller caller, CourseId course, ProgressHistory.Row row) {
    String topic =
        ProgressTopic.topic(caller.school(), row.learner().id(), course)
            .map(TopicId::wire)
            .orElseThrow();
    return new ProgressJson.LearnerJson(row.learner(), topic, row.percent(), row.points());
  }
}
