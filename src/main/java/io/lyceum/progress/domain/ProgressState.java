package io.lyceum.progress.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * A learner's way through a course as it stands.
 *
 * @param lessons those at least started
 * @param guardians who may follow the learner
 * @param quizzes those counted, by the quiz and never by the command, so none counts twice
 */
public record ProgressState(
    Optional<Enrolment> enrolment,
    PSet<UserId> guardians,
    PMap<LessonId, Watched> lessons,
    PMap<QuizId, Counted> quizzes,
    PMap<Achievement, Instant> achievements) {
  /** Points of a completed lesson. */
  static final int LESSON_POINTS = 10;

  /** Points of a quiz for having taken part. */
  static final int QUIZ_POINTS = 20;

  /** Points of a quiz for its score, all of them for the full score. */
  static final int QUIZ_SCORE_POINTS = 30;

  /**
   * A lesson once started.
   *
   * @param position where the player is, in seconds
   * @param furthest where it has been
   */
  public record Watched(double position, double furthest, boolean completed) {}

  /** A quiz that counts. */
  public record Counted(QuizId quiz, String title, int score, int max, int points) {}

  static ProgressState initial() {
    return new ProgressState(
        Optional.empty(),
        HashTreePSet.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty());
  }

  ProgressState evolve(ProgressEvent event) {
    return switch (event) {
      case ProgressEvent.LearnerEnrolled e ->
          new ProgressState(Optional.of(e.enrolment()), guardians, lessons, quizzes, achievements);
      case ProgressEvent.GuardianAdded e -> with(guardians.plus(e.user()));
      case ProgressEvent.GuardianRemoved e -> with(guardians.minus(e.user()));
      case ProgressEvent.LessonStarted e -> with(e.lesson(), watched(e.lesson()));
      case ProgressEvent.LessonWatched e -> {
        Watched before = watched(e.lesson());
        double furthest = Math.max(before.furthest(), e.position());
        yield with(e.lesson(), new Watched(e.position(), furthest, before.completed()));
      }
      case ProgressEvent.LessonCompleted e -> {
        Watched before = watched(e.lesson());
        yield with(e.lesson(), new Watched(before.position(), before.furthest(), true));
      }
      case ProgressEvent.QuizCounted e ->
          new ProgressState(
              enrolment,
              guardians,
              lessons,
              quizzes.plus(
                  e.quiz(), new Counted(e.quiz(), e.title(), e.score(), e.max(), e.points())),
              achievements);
      // The sum of the facts above; kept as an event for those who follow.
      case ProgressEvent.ProgressUpdated _ -> this;
      case ProgressEvent.AchievementEarned e ->
          new ProgressState(
              enrolment, guardians, lessons, quizzes, achievements.plus(e.achievement(), e.at()));
    };
  }

  public boolean started(LessonId lesson) {
    return lessons.containsKey(lesson);
  }

  /** The lesson as watched so far; untouched when it was never started. */
  public Watched watched(LessonId lesson) {
    return lessons.getOrDefault(lesson, new Watched(0, 0, false));
  }

  /** 0 to 100, rounded down: 100 only when all is done. */
  public int percent() {
    int steps = enrolment.map(Enrolment::steps).orElse(0);
    return steps == 0 ? 0 : 100 * completed() / steps;
  }

  /** Lessons completed and quizzes counted; quizzes beyond the course's number add nothing here. */
  public int completed() {
    int room = enrolment.map(Enrolment::quizzes).orElse(0);
    return completedLessons() + Math.min(quizzes.size(), room);
  }

  public int points() {
    return LESSON_POINTS * completedLessons()
        + quizzes.values().stream().mapToInt(Counted::points).sum();
  }

  int completedLessons() {
    return (int) lessons.values().stream().filter(Watched::completed).count();
  }

  boolean anyPerfectQuiz() {
    return quizzes.values().stream().anyMatch(quiz -> quiz.max() > 0 && quiz.score() == quiz.max());
  }

  private ProgressState with(PSet<UserId> follow) {
    return new ProgressState(enrolment, follow, lessons, quizzes, achievements);
  }

  private ProgressState with(LessonId lesson, Watched watched) {
    return new ProgressState(
        enrolment, guardians, lessons.plus(lesson, watched), quizzes, achievements);
  }
}
