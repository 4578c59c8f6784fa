package io.lyceum.progress.domain;

import io.lyceum.core.UserId;

/** What may be asked of a learner's progress. */
public sealed interface ProgressCommand {
  /** The server only. */
  record Enroll(Enrolment enrolment) implements ProgressCommand {}

  record StartLesson(LessonId lesson) implements ProgressCommand {}

  /** The player is at {@code position}, in seconds from the lesson's start. */
  record WatchLesson(LessonId lesson, double position) implements ProgressCommand {}

  record CompleteLesson(LessonId lesson) implements ProgressCommand {}

  /** The server only: this person may follow the learner. */
  record AddGuardian(UserId user) implements ProgressCommand {}

  /** The server only: this person may not any more. */
  record RemoveGuardian(UserId user) implements ProgressCommand {}

  /** The server only: a quiz of the course is over. */
  record CountQuiz(QuizId quiz, String title, int score, int max) implements ProgressCommand {}
}
