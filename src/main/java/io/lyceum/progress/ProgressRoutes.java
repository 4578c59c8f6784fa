package io.lyceum.progress;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
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
import org.apache.pekko.http.javadsl.server.Route;

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
                pathEndOrSingleSlash(
                    () ->
                        get(
                            () ->
                                permitted(authentication, Permission.SEE_COURSES, this::courses))),
                path(
                    segment().slash("progress"),
                    course ->
                        get(
                            () ->
                                permitted(
                                    authentication,
                                    Permission.SEE_COURSES,
                                    caller -> progress(new CourseId(course), caller))))));
  }

  private Route courses(Caller caller) {
    return answer(
        database
            .transaction(
                caller.school(), handle -> history.offered(handle, caller.school(), caller.user()))
            .thenApply(all -> all.stream().map(ProgressRoutes::course).toList()));
  }

  private Route progress(CourseId course, Caller caller) {
    return answer(
        database
            .transaction(caller.school(), handle -> history.roll(handle, caller.school(), course))
            .thenApply(
                roll ->
                    roll.map(r -> learners(r, caller)).orElseThrow(ProgressRoutes::noSuchCourse)));
  }

  private static CourseJson course(ProgressHistory.Offered offered) {
    Course c = offered.course();
    return new CourseJson(c.id(), c.title(), c.teacher(), c.lessons(), offered.enrolled());
  }

  /** All learners to the course's teacher; to anyone else their own line, if they have one. */
  private static List<ProgressJson.LearnerJson> learners(ProgressHistory.Roll roll, Caller caller) {
    boolean teacher = roll.course().teacher().id().equals(caller.user());
    return roll.learners().stream()
        .filter(row -> teacher || row.learner().id().equals(caller.user()))
        .map(row -> learner(caller, roll.course().id(), row))
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

  private static Refusal noSuchCourse() {
    return Refusal.of(ProgressRejection.NO_SUCH_COURSE);
  }
}
