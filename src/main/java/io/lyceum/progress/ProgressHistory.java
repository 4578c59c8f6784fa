package io.lyceum.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.progress.domain.CourseId;
import io.lyceum.progress.domain.Enrolment;
import io.lyceum.progress.domain.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Courses and how far their learners are, in tables. */
final class ProgressHistory {
  private static final TypeReference<List<Enrolment.Lesson>> LESSONS = new TypeReference<>() {};

  /** A learner's line. */
  record Row(Person learner, int percent, int points) {}

  /** A learner's line in a course. */
  record Standing(CourseId course, String title, Row row) {}

  /** A course and whether someone is in it. */
  record Offered(Course course, boolean enrolled) {}

  /** A course and everyone in it. */
  record Roll(Course course, List<Row> learners) {}

  /** Adds a course, or replaces the one of the same id. */
  void put(Handle handle, SchoolId school, Course course) {
    handle
        .createUpdate(
            """
            insert into course (school, id, title, teacher, teacher_name, lessons, quizzes)
            values (:school, :id, :title, :teacher, :name, cast(:lessons as jsonb), :quizzes)
            on conflict (school, id) do update set title = excluded.title, teacher = excluded.teacher,
              teacher_name = excluded.teacher_name, lessons = excluded.lessons, quizzes = excluded.quizzes
            """)
        .bind("school", school.value())
        .bind("id", course.id().value())
        .bind("title", course.title())
        .bind("teacher", course.teacher().id().value())
        .bind("name", course.teacher().name())
        .bind("lessons", Json.write(course.lessons()))
        .bind("quizzes", course.quizzes())
        .execute();
  }

  List<Course> courses(Handle handle, SchoolId school) {
    return handle
        .createQuery("select * from course where school = :school order by title, id")
        .bind("school", school.value())
        .map((row, _) -> course(row))
        .list();
  }

  /** Every course of the school, and whether this person is in it. */
  List<Offered> offered(Handle handle, SchoolId school, UserId person) {
    Set<String> enrolled = enrolled(handle, school, person);
    return courses(handle, school).stream()
        .map(course -> new Offered(course, enrolled.contains(course.id().value())))
        .toList();
  }

  Optional<Roll> roll(Handle handle, SchoolId school, CourseId id) {
    return course(handle, school, id).map(course -> new Roll(course, learners(handle, school, id)));
  }

  Optional<Course> course(Handle handle, SchoolId school, CourseId id) {
    return handle
        .createQuery("select * from course where school = :school and id = :id")
        .bind("school", school.value())
        .bind("id", id.value())
        .map((row, _) -> course(row))
        .findOne();
  }

  /** The courses this learner is in. */
  Set<String> enrolled(Handle handle, SchoolId school, UserId learner) {
    return Set.copyOf(
        handle
            .createQuery(
                "select course from course_progress where school = :school and learner = :learner")
            .bind("school", school.value())
            .bind("learner", learner.value())
            .mapTo(String.class)
            .list());
  }

  /** The courses this learner is in, and how far. */
  List<Standing> standings(Handle handle, SchoolId school, UserId learner) {
    return handle
        .createQuery(
            """
            select p.*, c.title from course_progress p join course c on c.school = p.school and c.id = p.course
            where p.school = :school and p.learner = :learner order by c.title, c.id
            """)
        .bind("school", school.value())
        .bind("learner", learner.value())
        .map(
            (row, _) ->
                new Standing(
                    new CourseId(row.getString("course")), row.getString("title"), row(row)))
        .list();
  }

  /** Everyone in the course, by name. */
  List<Row> learners(Handle handle, SchoolId school, CourseId course) {
    return handle
        .createQuery(
            """
            select * from course_progress where school = :school and course = :course
            order by learner_name, learner
            """)
        .bind("school", school.value())
        .bind("course", course.value())
        .map((row, _) -> row(row))
        .list();
  }

  /** Begins a learner's row; keeps the one that is there. */
  void enroll(Handle handle, SchoolId school, CourseId course, Person learner) {
    handle
        .createUpdate(
            """
            insert into course_progress (school, course, learner, learner_name)
            values (:school, :course, :learner, :name) on conflict do nothing
            """)
        .bind("school", school.value())
        .bind("course", course.value())
        .bind("learner", learner.id().value())
        .bind("name", learner.name())
        .execute();
  }

  void update(
      Handle handle, SchoolId school, CourseId course, UserId learner, int percent, int points) {
    handle
        .createUpdate(
            """
            update course_progress set percent = :percent, points = :points
            where school = :school and course = :course and learner = :learner
            """)
        .bind("percent", percent)
        .bind("points", points)
        .bind("school", school.value())
        .bind("course", course.value())
        .bind("learner", learner.value())
        .execute();
  }

  void forget(Handle handle, DataSubject person) {
    for (String sql :
        List.of(
            "delete from course_progress where school = :school and learner = :person",
            "update course set teacher_name = '' where school = :school and teacher = :person")) {
      handle
          .createUpdate(sql)
          .bind("school", person.school().value())
          .bind("person", person.user().value())
          .execute();
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Person(new UserId(row.getString("learner")), row.getString("learner_name")),
        row.getInt("percent"),
        row.getInt("points"));
  }

  private static Course course(ResultSet row) throws SQLException {
    try {
      return new Course(
          new CourseId(row.getString("id")),
          row.getString("title"),
          new Person(new UserId(row.getString("teacher")), row.getString("teacher_name")),
          Json.MAPPER.readValue(row.getString("lessons"), LESSONS),
          row.getInt("quizzes"));
    } catch (JsonProcessingException e) {
      throw new SQLException("course " + row.getString("id") + " has unreadable lessons", e);
    }
  }
}
