package io.lyceum.quiz;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL for what is kept of quizzes about people, and for letting go of it. */
final class QuizRecordsHistory {
  private static final int BATCH = 100;

  /** Who came in by the code; who came by way of a class is on that class's roster. */
  void addParticipant(Handle handle, TopicId quiz, UserId person) {
    handle.execute(
        "insert into quiz_participant (school, quiz, person) values (?, ?, ?) on conflict do"
            + " nothing",
        quiz.school().value(),
        quiz.id(),
        person.value());
  }

  /** The quizzes a person made or came into, and all of these classes. */
  List<TopicId> about(Handle handle, DataSubject person, List<String> classes) {
    return handle
        .createQuery(
            """
            select id from quiz where school = :school and (owner = :person or class_id = any(:classes))
            union select quiz from quiz_participant where school = :school and person = :person
            order by 1
            """)
        .bind("school", person.school().value())
        .bind("person", person.user().value())
        .bindArray("classes", String.class, classes.toArray())
        .mapTo(String.class)
        .map(id -> new TopicId(person.school(), QuizTopic.NAME, id))
        .list();
  }

  void forget(Handle handle, DataSubject person) {
    handle.execute(
        "delete from quiz_participant where school = ? and person = ?",
        person.school().value(),
        person.user().value());
  }

  boolean isExpired(Handle handle, TopicId quiz) {
    return handle
        .select(
            "select 1 from quiz where school = ? and id = ? and expired",
            quiz.school().value(),
            quiz.id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Shows nothing any more of some quizzes that were finished before then; of how many. */
  int expire(Handle handle, SchoolId school, Instant before) {
    List<String> expired =
        handle
            .createQuery(
                """
                update quiz set expired = true, title = '' where school = :school and id in (
                  select id from quiz where school = :school and finished_at < :before and not expired limit :limit)
                returning id
                """)
            .bind("school", school.value())
            .bind("before", before.atOffset(ZoneOffset.UTC))
            .bind("limit", BATCH)
            .mapTo(String.class)
            .list();
    for (String sql :
        List.of(
            "delete from quiz_participant where school = :school and quiz = any(:quizzes)",
            "delete from join_code where school = :school and topic in (select 'quiz:' || q from"
                + " unnest(:quizzes) q)")) {
      handle
          .createUpdate(sql)
          .bind("school", school.value())
          .bindArray("quizzes", String.class, expired.toArray())
          .execute();
    }
    return expired.size();
  }
}
