package io.lyceum.progress.domain;

import java.util.List;
import java.util.Optional;

/**
 * A learner in a course, as the course was when they came in; later changes of the course do not
 * take back what they have reached.
 *
 * @param quizzes how many quizzes belong to the course
 */
public record Enrolment(
    Person learner,
    CourseId course,
    String title,
    Person teacher,
    List<Lesson> lessons,
    int quizzes) {
  public static final int MAX_LESSONS = 500;
  public static final int MAX_QUIZZES = 100;

  /**
   * A lesson of the course.
   *
   * @param seconds its length
   */
  public record Lesson(LessonId id, String title, int seconds) {
    public static final int MAX_SECONDS = 86_400;

    /** 90 %: the credits at the end need not be watched. */
    boolean watchedAt(double position) {
      return 10 * position >= 9.0 * seconds;
    }
  }

  public Enrolment {
    lessons = List.copyOf(lessons);
  }

  public Optional<Lesson> lesson(LessonId id) {
    return lessons.stream().filter(lesson -> lesson.id().equals(id)).findFirst();
  }

  /** How many steps the course has: its lessons and quizzes. */
  public int steps() {
    return lessons.size() + quizzes;
  }
}
