package io.lyceum.classroom;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.privacy.DataSubject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** SQL for what is kept of classes about people, and for letting go of it. */
public final class ClassroomRecordsHistory {
  private static final int BATCH = 20;

  private ClassroomRecordsHistory() {}

  /** The classes a person ever taught or was enrolled in. */
  static List<TopicId> everOf(Handle handle, DataSubject person) {
    return handle
        .createQuery(
            "select id from live_class where school = :school and teacher = :person union select"
                + " class from class_member where school = :school and person = :person order by 1")
        .bind("school", person.school().value())
        .bind("person", person.user().value())
        .mapTo(String.class)
        .map(id -> new TopicId(person.school(), ClassroomTopic.NAME, id))
        .list();
  }

  static void forget(Handle handle, DataSubject person) {
    for (String sql :
        List.of(
            "delete from class_member where school = :school and person = :person",
            "update live_class set teacher_name = '' where school = :school and teacher ="
                + " :person")) {
      handle
          .createUpdate(sql)
          .bind("school", person.school().value())
          .bind("person", person.user().value())
          .execute();
    }
  }

  /** Some classes that ended before then and are still shown. */
  static List<TopicId> endedBefore(Handle handle, SchoolId school, Instant before) {
    return handle
        .select(
            "select id from live_class where school = ? and ended_at < ? and not expired order by"
                + " ended_at limit ?",
            school.value(),
            before.atOffset(ZoneOffset.UTC),
            BATCH)
        .mapTo(String.class)
        .map(id -> new TopicId(school, ClassroomTopic.NAME, id))
        .list();
  }

  /** Some classes that ended before then and of which something is recorded. */
  public static List<TopicId> recordedAndEndedBefore(
      Handle handle, SchoolId school, Instant before) {
    return handle
        .select(
            "select id from live_class c where school = ? and ended_at < ? and exists (select from"
                + " recording_part r where r.school = c.school and r.topic = 'class:' || c.id and"
                + " r.state <> 'gone') order by ended_at limit ?",
            school.value(),
            before.atOffset(ZoneOffset.UTC),
            BATCH)
        .mapTo(String.class)
        .map(id -> new TopicId(school, ClassroomTopic.NAME, id))
        .list();
  }

  static List<UserId> members(Handle handle, TopicId topic) {
    return handle
        .select(
            "select person from class_member where school = ? and class = ? and not removed",
            topic.school().value(),
            topic.id())
        .mapTo(String.class)
        .map(UserId::new)
        .list();
  }

  /** Whether nothing of the class is shown any more. */
  public static boolean isExpired(Handle handle, TopicId topic) {
    return handle
        .select(
            "select 1 from live_class where school = ? and id = ? and expired",
            topic.school().value(),
            topic.id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** From now on nothing of the class is shown. */
  static void expired(Handle handle, TopicId topic) {
    for (String sql :
        List.of(
            "update live_class set expired = true, title = '', teacher_name = '' where school ="
                + " :school and id = :id",
            "delete from class_member where school = :school and class = :id",
            "delete from join_code where school = :school and topic = 'class:' || :id")) {
      handle
          .createUpdate(sql)
          .bind("school", topic.school().value())
          .bind("id", topic.id())
          .execute();
    }
  }
}
