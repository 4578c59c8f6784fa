package io.lyceum.progress;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.identity.school.Guardians;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressRejection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;

/** Courses over REST: those of the school, how far their learners are, and one learner's own. */
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
    return concat(
        path(
            segment("users").slash(segment()).slash("progress"),
            learner -> get(() -> signedIn(authentication, caller -> standings(learner, caller)))),
        pathPrefix("courses", this::ofCourses));
  }

  private Route ofCourses() {
    return concat(
        pathEndOrSingleSlash(
            () -> get(() -> permitted(authentication, Permission.SEE_COURSES, this::courses))),
        path(
            segment().slash("progress"),
            course ->
                get(
                    () ->
                        permitted(
                            authentication,
                            Permission.SEE_COURSES,
                            caller -> progress(new CourseId(course), caller)))));
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

  /** Who may not see it is not told whether there is such a person. */
  private Route standings(String learner, Caller caller) {
    return UserId.parse(learner)
        .map(id -> answer(standings(id, caller)))
        .orElseGet(() -> refuse(ProgressRejection.NOT_YOURS.rejection()));
  }

  private CompletionStage<List<ProgressJson.CourseLineJson>> standings(
      UserId learner, Caller caller) {
    return database.transaction(
        caller.school(),
        handle -> {
          if (!learner.equals(caller.user()) && !follows(handle, caller, learner)) {
            throw Refusal.of(ProgressRejection.NOT_YOURS);
          }
          return history.standings(handle, caller.school(), learner).stream()
              .map(
                  standing ->
                      new ProgressJson.CourseLineJson(
                          standing.course(),
                          standing.title(),
                          topic(caller, learner, standing.course()),
                          standing.row().percent(),
                          standing.row().points()))
              .toList();
        });
  }

  private static boolean follows(Handle handle, Caller caller, UserId learner) {
    return caller.may(Permission.FOLLOW_CHILDREN)
        && Guardians.of(handle, caller.school(), learner).contains(caller.user());
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
    String topic = topic(caller, row.learner().id(), course);
    return new ProgressJson.LearnerJson(row.learner(), topic, row.percent(), row.points());
  }

  private static String topic(Caller caller, UserId learner, CourseId course) {
    return ProgressTopic.topic(caller.school(), learner, course).map(TopicId::wire).orElseThrow();
  }

  private static Refusal noSuchCourse() {
    return Refusal.of(ProgressRejection.NO_SUCH_COURSE);
  }
}
