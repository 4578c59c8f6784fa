package io.lyceum.progress;

import io.lyceum.progress.domain.Achievement;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.LessonId;
import io.lyceum.progress.domain.Person;
import io.lyceum.progress.domain.ProgressState;
import io.lyceum.progress.domain.QuizId;
import java.time.Instant;
import java.util.List;

/** The shapes that go out. */
final class ProgressJson {
  private ProgressJson() {}

  record EnrolledJson(CourseId course, String title, Person learner) {}

  record LessonRefJson(LessonId lesson) {}

  record PositionJson(LessonId lesson, Number position) {}

  record UpdatedJson(int percent, int points, int completed, int of) {}

  record EarnedJson(String id, String title) {}

  record QuizCountedJson(QuizId quiz, String title, int score, int max) {}

  record AchievementJson(String id, String title, Instant at) {}

  record LessonJson(LessonId id, String title, int seconds, String status, Number position) {}

  record SnapshotJson(
      CourseId course,
      String title,
      Person learner,
      List<LessonJson> lessons,
      int percent,
      int points,
      int completed,
      int of,
      List<AchievementJson> achievements,
      List<QuizCountedJson> quizzes) {}

  /**
   * A learner's line in their teacher's table; {@code topic} is to be followed for what changes.
   */
  record LearnerJson(Person learner, String topic, int percent, int points) {}

  /** A learner's line among their own courses. */
  record CourseLineJson(CourseId course, String title, String topic, int percent, int points) {}

  static EarnedJson earned(Achievement achievement) {
    return new EarnedJson(achievement.id(), achievement.title());
  }

  static LessonJson lesson(Enrolment.Lesson lesson, ProgressState state) {
    ProgressState.Watched watched = state.watched(lesson.id());
    String status =
        watched.completed() ? "completed" : state.started(lesson.id()) ? "started" : "new";
    return new LessonJson(
        lesson.id(), lesson.title(), lesson.seconds(), status, seconds(watched.position()));
  }

  static QuizCountedJson quiz(ProgressState.Counted quiz) {
    return new QuizCountedJson(quiz.quiz(), quiz.title(), quiz.score(), quiz.max());
  }

  /** 12, not 12.0. */
  static Number seconds(double position) {
    return position == Math.rint(position) ? (Number) (long) position : (Number) position;
  }
}
