package io.lyceum.progress.domain;

import static io.lyceum.progress.domain.ProgressStory.ADA;
import static io.lyceum.progress.domain.ProgressStory.BOB;
import static io.lyceum.progress.domain.ProgressStory.L1;
import static io.lyceum.progress.domain.ProgressStory.L2;
import static io.lyceum.progress.domain.ProgressStory.NOW;
import static io.lyceum.progress.domain.ProgressStory.PARENT;
import static io.lyceum.progress.domain.ProgressStory.SERVER;
import static io.lyceum.progress.domain.ProgressStory.TEACHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.progress.domain.ProgressCommand.CompleteLesson;
import io.lyceum.progress.domain.ProgressCommand.Enroll;
import io.lyceum.progress.domain.ProgressCommand.StartLesson;
import io.lyceum.progress.domain.ProgressCommand.WatchLesson;
import io.lyceum.progress.domain.ProgressEvent.AchievementEarned;
import io.lyceum.progress.domain.ProgressEvent.LessonCompleted;
import io.lyceum.progress.domain.ProgressEvent.LessonStarted;
import io.lyceum.progress.domain.ProgressEvent.LessonWatched;
import io.lyceum.progress.domain.ProgressEvent.ProgressUpdated;
import io.lyceum.progress.domain.ProgressEvent.QuizCounted;
import org.junit.jupiter.api.Test;

class ProgressDeciderTest {
  @Test
  void before_the_enrolment_there_is_nothing() {
    new ProgressStory()
        .when(ADA, new StartLesson(L1))
        .thenRefused(ProgressRejection.NOT_ENROLLED)
        .quiz("q", 1, 1)
        .thenRefused(ProgressRejection.NOT_ENROLLED);
  }

  @Test
  void enrolling_again_changes_nothing() {
    ProgressStory.enrolled().when(SERVER, new Enroll(ProgressStory.enrolment())).then();
  }

  @Test
  void the_topic_must_be_the_learner_s_own() {
    Enrolment mine = ProgressStory.enrolment();
    Enrolment other =
        new Enrolment(
            new Person(BOB.user(), "Bob"),
            mine.course(),
            mine.title(),
            mine.teacher(),
            mine.lessons(),
            0);
    new ProgressStory().when(SERVER, new Enroll(other)).thenRefused(ProgressRejection.WRONG_TOPIC);
  }

  @Test
  void only_the_learner_acts_and_the_teacher_looks() {
    ProgressStory.enrolled()
        .when(TEACHER, new StartLesson(L1))
        .thenRefused(ProgressRejection.ONLY_THE_LEARNER)
        .when(BOB, new StartLesson(L1))
        .thenRefused(ProgressRejection.NOT_YOURS)
        .when(SERVER, new CompleteLesson(L1))
        .thenRefused(ProgressRejection.ONLY_THE_LEARNER)
        .when(ADA, new ProgressCommand.CountQuiz(new QuizId("q"), "Q", 1, 1))
        .thenRefused(ProgressRejection.ONLY_THE_SERVER)
        .when(ADA, new StartLesson(new LessonId("other")))
        .thenRefused(ProgressRejection.NO_SUCH_LESSON);
  }

  @Test
  void a_parent_looks_on_while_the_school_says_so() {
    ProgressStory.enrolled()
        .when(PARENT, new StartLesson(L1))
        .thenRefused(ProgressRejection.NOT_YOURS)
        .when(ADA, new ProgressCommand.AddGuardian(PARENT.user()))
        .thenRefused(ProgressRejection.ONLY_THE_SERVER)
        .when(SERVER, new ProgressCommand.AddGuardian(PARENT.user()))
        .then(new ProgressEvent.GuardianAdded(PARENT.user()))
        .when(SERVER, new ProgressCommand.AddGuardian(PARENT.user()))
        .then()
        .when(PARENT, new StartLesson(L1))
        .thenRefused(ProgressRejection.ONLY_THE_LEARNER)
        .when(SERVER, new ProgressCommand.RemoveGuardian(PARENT.user()))
        .then(new ProgressEvent.GuardianRemoved(PARENT.user()))
        .when(PARENT, new StartLesson(L1))
        .thenRefused(ProgressRejection.NOT_YOURS);
  }

  @Test
  void who_is_no_parent_any_more_does_not_look_on() {
    ProgressStory.enrolled()
        .when(SERVER, new ProgressCommand.AddGuardian(BOB.user()))
        .when(BOB, new StartLesson(L1))
        .thenRefused(ProgressRejection.NOT_YOURS);
  }

  @Test
  void a_lesson_starts_once() {
    ProgressStory.enrolled()
        .when(ADA, new StartLesson(L1))
        .then(new LessonStarted(L1))
        .when(ADA, new StartLesson(L1))
        .then();
  }

  @Test
  void watching_nine_tenths_completes_a_lesson_once() {
    ProgressStory.enrolled()
        .when(ADA, new WatchLesson(L1, 89))
        .then(new LessonStarted(L1), new LessonWatched(L1, 89))
        .when(ADA, new WatchLesson(L1, 90))
        .then(
            new LessonWatched(L1, 90),
            new LessonCompleted(L1),
            new ProgressUpdated(25, 10, 1, 4),
            new AchievementEarned(Achievement.FIRST_LESSON, NOW))
        .when(ADA, new WatchLesson(L1, 10))
        .then(new LessonWatched(L1, 10))
        .when(ADA, new WatchLesson(L1, 95))
        .then(new LessonWatched(L1, 95))
        .when(ADA, new WatchLesson(L1, 95))
        .then();
  }

  @Test
  void a_position_outside_the_lesson_names_the_field() {
    ProgressStory story =
        ProgressStory.enrolled()
            .when(ADA, new WatchLesson(L1, 100.5))
            .thenRefused(ErrorCode.INVALID);
    assertThat(story.refusal().orElseThrow().details())
        .containsExactly(new FieldProblem("position", "must be from 0 to 100 seconds"));
    story.when(ADA, new WatchLesson(L1, -1)).thenRefused(ErrorCode.INVALID);
  }

  @Test
  void a_quiz_counts_once_however_often_it_is_told() {
    ProgressStory.enrolled()
        .quiz("a", 150, 200)
        .then(
            new QuizCounted(new QuizId("a"), "Quiz a", 150, 200, 43),
            new ProgressUpdated(25, 43, 1, 4),
            new AchievementEarned(Achievement.FIRST_QUIZ, NOW))
        .quiz("a", 200, 200)
        .then();
  }

  @Test
  void a_quiz_without_a_question_asked_counts_without_a_share() {
    ProgressStory story = ProgressStory.enrolled().quiz("a", 0, 0);
    assertThat(story.state().points()).isEqualTo(20);
    assertThat(story.state().achievements()).doesNotContainKey(Achievement.PERFECT_QUIZ);
  }

  @Test
  void all_lessons_and_quizzes_make_the_course_and_more_quizzes_only_points() {
    ProgressStory story =
        ProgressStory.enrolled()
            .when(ADA, new CompleteLesson(L1))
            .quiz("a", 5, 5)
            .then(
                new QuizCounted(new QuizId("a"), "Quiz a", 5, 5, 50),
                new ProgressUpdated(50, 60, 2, 4),
                new AchievementEarned(Achievement.HALFWAY, NOW),
                new AchievementEarned(Achievement.FIRST_QUIZ, NOW),
                new AchievementEarned(Achievement.PERFECT_QUIZ, NOW))
            .quiz("b", 0, 5)
            .quiz("c", 0, 5)
            .then(
                new QuizCounted(new QuizId("c"), "Quiz c", 0, 5, 20),
                new ProgressUpdated(75, 100, 3, 4))
            .when(ADA, new CompleteLesson(L2))
            .then(
                new LessonStarted(L2),
                new LessonCompleted(L2),
                new ProgressUpdated(100, 110, 4, 4),
                new AchievementEarned(Achievement.COURSE_COMPLETED, NOW));
    story.when(ADA, new CompleteLesson(L2)).then();
  }
}
