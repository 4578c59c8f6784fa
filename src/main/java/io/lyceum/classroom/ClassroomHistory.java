package io.lyceum.classroom;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The read model of classes: the list of classes, who is in which. */
final class ClassroomHistory {
  /**
   * A class before anything has happened in it.
   *
   * @param roomOf the class of which it is a room
   */
  record Registration(
      TopicId topic,
      String title,
      String code,
      Optional<String> courseId,
      UserId teacher,
      String teacherName,
      Instant createdAt,
      Optional<String> roomOf) {}

  record Teacher(String id, String name) {}

  /**
   * A class in a person's list.
   *
   * @param code for its teacher only
   */
  record Row(
      String id,
      String title,
      String status,
      Teacher teacher,
      @Nullable String courseId,
      @Nullable String code,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  /** Bounds the answer; older classes are found by search, which comes later. */
  private static final int MAX_ROWS = 200;

  private ClassroomHistory() {}

  /** Writes a class once; writing it again changes nothing. */
  static void register(Handle handle, Registration registration) {
    handle
        .createUpdate(
            "insert into live_class (school, id, title, code, course, teacher, teacher_name,"
                + " created_at, room_of) values (:school, :id, :title, :code, :course, :teacher,"
                + " :teacherName, :createdAt, :roomOf) on conflict do nothing")
        .bind("school", registration.topic().school().value())
        .bind("id", registration.topic().id())
        .bind("title", registration.title())
        .bind("code", registration.code())
        .bind("course", registration.courseId().orElse(null))
        .bind("teacher", registration.teacher().value())
        .bind("teacherName", registration.teacherName())
        .bind("createdAt", utc(registration.createdAt()))
        .bind("roomOf", registration.roomOf().orElse(null))
        .execute();
  }

  static void started(Handle handle, TopicId topic, Instant at) {
    setTime(handle, topic, "started_at", at);
  }

  static void ended(Handle handle, TopicId topic, Instant at) {
    setTime(handle, topic, "ended_at", at);
  }

  /** Writes a membership unless there has been one; does not undo a removal. */
  static void firstEnrolled(Handle handle, TopicId topic, UserId person) {
    member(handle, topic, person, "do nothing", false);
  }

  static void enrolled(Handle handle, TopicId topic, UserId person) {
    member(handle, topic, person, "(school, class, person) do update set removed = false", false);
  }

  static void removed(Handle handle, TopicId topic, UserId person) {
    member(handle, topic, person, "(school, class, person) do update set removed = true", true);
  }

  static Optional<String> title(Handle handle, TopicId topic) {
    return handle
        .createQuery(
            "select title from live_class where school = :school and id = :id and not expired")
        .bind("school", topic.school().value())
        .bind("id", topic.id())
        .mapTo(String.class)
        .findOne();
  }

  /** The classes a person teaches or is enrolled in, newest first; not the rooms of them. */
  static List<Row> of(Handle handle, SchoolId school, UserId person) {
    return handle
        .createQuery(
            "select c.* from live_class c where c.school = :school and not c.expired and"
                + " c.room_of is null and (c.teacher = :person or"
                + " exists (select 1 from class_member m where m.school = c.school and m.class ="
                + " c.id and m.person = :person and not m.removed)) order by c.created_at desc,"
                + " c.id desc limit :limit")
        .bind("school", school.value())
        .bind("person", person.value())
        .bind("limit", MAX_ROWS)
        .map((rs, _) -> row(rs, person))
        .list();
  }

  private static Row row(ResultSet rs, UserId person) throws SQLException {
    String teacher = rs.getString("teacher");
    Instant startedAt = instant(rs, "started_at");
    Instant endedAt = instant(rs, "ended_at");
    String begun = startedAt == null ? "scheduled" : "running";
    return new Row(
        rs.getString("id"),
        rs.getString("title"),
        endedAt == null ? begun : "ended",
        new Teacher(teacher, rs.getString("teacher_name")),
        rs.getString("course"),
        teacher.equals(person.value()) ? rs.getString("code") : null,
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        startedAt,
        endedAt);
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static void setTime(Handle handle, TopicId topic, String column, Instant at) {
    handle
        .createUpdate(
            "update live_class set " + column + " = :at where school = :school and id = :id")
        .bind("at", utc(at))
        .bind("school", topic.school().value())
        .bind("id", topic.id())
        .execute();
  }

  private static void member(
      Handle handle, TopicId topic, UserId person, String onConflict, boolean removed) {
    handle
        .createUpdate(
            "insert into class_member (school, class, person, removed) values (:school, :class,"
                + " :person, :removed) on conflict "
                + onConflict)
        .bind("school", topic.school().value())
        .bind("class", topic.id())
        .bind("person", person.value())
        .bind("removed", removed)
        .execute();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
