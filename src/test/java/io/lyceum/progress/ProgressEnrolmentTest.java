package io.lyceum.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressEvent;
import io.lyceum.progress.domain.ProgressStory;
import io.lyceum.testkit.TestDatabase;
import io.lyceum.topic.Topics;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProgressEnrolmentTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final Person ADA = ProgressStory.enrolment().learner();
  private static final CourseId COURSE = new CourseId("course");

  private final Database sql = new Database(database.dataSource(), Runnable::run);
  private final ProgressHistory history = new ProgressHistory();
  private final List<String> told = new ArrayList<>();

  @Test
  void an_enrolled_learner_has_a_row_and_a_topic_however_often_they_are_enrolled() {
    Enrolment wanted = ProgressStory.enrolment();
    Course course =
        new Course(COURSE, wanted.title(), wanted.teacher(), wanted.lessons(), wanted.quizzes());
    ProgressEnrolment enrolment = new ProgressEnrolment(topics(), sql);
    enrolment.addCourse(ProgressStory.SCHOOL, course).toCompletableFuture().join();
    enrolment.enroll(ProgressStory.SCHOOL, COURSE, ADA).toCompletableFuture().join();
    enrolment.enroll(ProgressStory.SCHOOL, COURSE, ADA).toCompletableFuture().join();
    assertThat(told)
        .containsOnly("progress:ada/course progress:enroll " + Json.write(wanted))
        .hasSize(2);

    apply(new ProgressEvent.LearnerEnrolled(wanted));
    apply(new ProgressEvent.ProgressUpdated(25, 10, 1, 4));
    database
        .jdbi()
        .useHandle(
            handle -> {
              assertThat(history.courses(handle, ProgressStory.SCHOOL)).containsExactly(course);
              assertThat(history.learners(handle, ProgressStory.SCHOOL, COURSE))
                  .containsExactly(new ProgressHistory.Row(ADA, 25, 10));
              assertThat(history.enrolled(handle, ProgressStory.SCHOOL, ADA.id()))
                  .containsExactly("course");
              assertThat(history.enrolled(handle, ProgressStory.SCHOOL, new UserId("bob")))
                  .isEmpty();
            });
  }

  @Test
  void an_unknown_course_takes_nobody() {
    assertThat(
            new ProgressEnrolment(topics(), sql)
                .enroll(ProgressStory.SCHOOL, new CourseId("none"), ADA)
                .toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(told).isEmpty();
  }

  private Topics topics() {
    return (Topics)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Topics.class},
            (_, _, arguments) -> {
              String topic = ((TopicId) arguments[0]).wire();
              told.add(topic + " " + arguments[2] + " " + Json.write(arguments[3]));
              return CompletableFuture.completedStage(1L);
            });
  }

  private void apply(ProgressEvent event) {
    StoredEvent stored =
        new StoredEvent(
            ProgressStory.TOPIC,
            1,
            ProgressTopic.journal().manifest(event),
            ADA.id(),
            ProgressStory.NOW,
            ProgressTopic.journal().write(event));
    database.jdbi().useTransaction(handle -> new ProgressHistoryProjection().apply(handle, stored));
  }
}
