package io.lyceum.progress;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressRejection;
import io.lyceum.topic.Topics;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/** Adds courses and puts learners into them, for seeding and flows. */
public final class ProgressEnrolment {
  private final Topics topics;
  private final Database database;
  private final ProgressGuardians guardians;
  private final ProgressHistory history = new ProgressHistory();

  public ProgressEnrolment(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
    this.guardians = new ProgressGuardians(topics, database);
  }

  /**
   * Adds a course, or replaces the one of the same id; who is in it keeps the course they began.
   */
  public CompletionStage<?> addCourse(SchoolId school, Course course) {
    return database.transaction(
        school,
        handle -> {
          history.put(handle, school, course);
          return course;
        });
  }

  /**
   * Puts a learner into a course; again changes nothing. Completes once both their row and their
   * topic are there; fails with {@code not_found} for an unknown course.
   */
  public CompletionStage<?> enroll(SchoolId school, CourseId course, Person learner) {
    return database
        .transaction(school, handle -> begin(handle, school, course, learner))
        .thenCompose(
            found ->
                found
                    .map(c -> enroll(school, c, learner))
                    .orElseGet(ProgressEnrolment::noSuchCourse));
  }

  private Optional<Course> begin(Handle handle, SchoolId school, CourseId id, Person learner) {
    Optional<Course> course = history.course(handle, school, id);
    course.ifPresent(_ -> history.enroll(handle, school, id, learner));
    return course;
  }

  private CompletionStage<Long> enroll(SchoolId school, Course course, Person learner) {
    TopicId topic =
        ProgressTopic.topic(school, learner.id(), course.id())
            .orElseThrow(() -> Refusal.of(ErrorCode.INVALID, "The course has no valid id."));
    return topics
        .tell(topic, Caller.system(school), "progress:enroll", course.enrolment(learner))
        .thenCompose(seq -> guardians.begun(topic, learner.id()).thenApply(_ -> seq));
  }

  private static CompletionStage<Long> noSuchCourse() {
    return CompletableFuture.failedStage(Refusal.of(ProgressRejection.NO_SUCH_COURSE));
  }
}
