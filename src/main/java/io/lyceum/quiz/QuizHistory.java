package io.lyceum.quiz;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.quiz.domain.QuizPlan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The quizzes of a school in tables: who made which, and how far it is. */
public final class QuizHistory {
  /** A row of an owner's list. */
  record Listed(
      String id,
      String title,
      String status,
      Optional<String> classId,
      String code,
      Instant createdAt,
      int of) {}

  private static final RowMapper<Listed> LISTED =
      (row, _) ->
          new Listed(
              row.getString("id"),
              row.getString("title"),
              row.getString("status"),
              Optional.ofNullable(row.getString("class_id")),
              row.getString("code"),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getInt("question_count"));

  /** The owner's quizzes, newest first, of one class or all. */
  List<Listed> ownedBy(Handle handle, SchoolId school, UserId owner, Optional<String> classId) {
    return handle
        .createQuery(
            """
            select * from quiz
            where school = :school and owner = :owner and not expired
              and (cast(:class as text) is null or class_id = :class)
            order by created_at desc, id desc limit 500
            """)
        .bind("school", school.value())
        .bind("owner", owner.value())
        .bind("class", classId.orElse(null))
        .map(LISTED)
        .list();
  }

  /** The quizzes of a class that are not over. */
  public List<String> unfinishedIn(Handle handle, SchoolId school, String classId) {
    return handle
        .createQuery(
            """
            select id from quiz
            where school = :school and class_id = :class and status <> 'finished'
            """)
        .bind("school", school.value())
        .bind("class", classId)
        .mapTo(String.class)
        .list();
  }

  /** The quizzes that were opened in a class, in the order they were made. */
  public List<String> openedIn(Handle handle, SchoolId school, String classId) {
    return handle
        .createQuery(
            """
            select id from quiz
            where school = :school and class_id = :class and status <> 'ready' and not expired
            order by created_at, id limit 100
            """)
        .bind("school", school.value())
        .bind("class", classId)
        .mapTo(String.class)
        .list();
  }

  /** Whether the projection has come as far as the quiz's creation. */
  boolean knows(Handle handle, TopicId quiz) {
    return handle
            .createQuery("select count(*) from quiz where school = :school and id = :id")
            .bind("school", quiz.school().value())
            .bind("id", quiz.id())
            .mapTo(int.class)
            .one()
        > 0;
  }

  void insert(Handle handle, TopicId quiz, QuizPlan plan, Instant at) {
    handle
        .createUpdate(
            """
            insert into quiz (school, id, title, owner, class_id, course_id, code, status, created_at, question_count)
            values (:school, :id, :title, :owner, :class, :course, :code, 'ready', :at, :count)
            on conflict do nothing
            """)
        .bind("school", quiz.school().value())
        .bind("id", quiz.id())
        .bind("title", plan.title())
        .bind("owner", plan.owner().id().value())
        .bind("class", plan.classId().orElse(null))
        .bind("course", plan.courseId().orElse(null))
        .bind("code", plan.code())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("count", plan.questions().size())
        .execute();
  }

  void finished(Handle handle, TopicId quiz, Instant at) {
    handle.execute(
        "update quiz set status = 'finished', finished_at = ? where school = ? and id = ?",
        at.atOffset(ZoneOffset.UTC),
        quiz.school().value(),
        quiz.id());
  }

  void setStatus(Handle handle, TopicId quiz, String status) {
    handle
        .createUpdate("update quiz set status = :status where school = :school and id = :id")
        .bind("status", status)
        .bind("school", quiz.school().value())
        .bind("id", quiz.id())
        .execute();
  }
}
