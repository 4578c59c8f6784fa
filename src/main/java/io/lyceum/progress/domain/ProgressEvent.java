package io.lyceum.progress.domain;

import io.lyceum.core.UserId;
import java.time.Instant;

/** What happened on a learner's way. */
public sealed interface ProgressEvent {
  record LearnerEnrolled(Enrolment enrolment) implements ProgressEvent {}

  /** From now on this person may follow the learner. */
  record GuardianAdded(UserId user) implements ProgressEvent {}

  record GuardianRemoved(UserId user) implements ProgressEvent {}

  record LessonStarted(LessonId lesson) implements ProgressEvent {}

  /** The player moved, forwards or back. */
  record LessonWatched(LessonId lesson, double position) implements ProgressEvent {}

  record LessonCompleted(LessonId lesson) implements ProgressEvent {}

  /**
   * A quiz counts, for ever.
   *
   * @param points what it brings
   */
  record QuizCounted(QuizId quiz, String title, int score, int max, int points)
      implements ProgressEvent {}

  /**
   * The sum of it all after a change.
   *
   * @param percent 0 to 100, never less than before
   * @param completed lessons and quizzes done
   * @param of all lessons and quizzes
   */
  record ProgressUpdated(int percent, int points, int completed, int of) implements ProgressEvent {}

  record AchievementEarned(Achievement achievement, Instant at) implements ProgressEvent {}
}
