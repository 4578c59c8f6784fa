package io.lyceum.progress;

import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.Person;
import java.util.List;

/**
 * A course of a school.
 *
 * @param quizzes how many quizzes belong to it
 */
public record Course(
    CourseId id, String title, Person teacher, List<Enrolment.Lesson> lessons, int quizzes) {
  public Course {
    lessons = List.copyOf(lessons);
  }

  Enrolment enrolment(Person learner) {
    return new Enrolment(learner, id, title, teacher, lessons, quizzes);
  }
}
