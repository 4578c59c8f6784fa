package io.lyceum.media.recording;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The table of parts. */
public final class PartHistory {
  private static final Duration SETTLES = Duration.ofSeconds(3);
  private static final String THIS = " where school = :school and id = :id";

  private PartHistory() {}

  /** False when nothing may be kept of the person: they are erased. */
  static boolean begin(
      Handle handle, TopicId topic, UserId user, String id, String key, Instant at) {
    return handle
            .createUpdate(
                "insert into recording_part (school, id, topic, person, state, started_at,"
                    + " touched_at, due_at, key) values (:school, :id, :topic, :person,"
                    + " 'recording', :at, :at, :at, :key)")
            .bind("school", topic.school().value())
            .bind("id", UUID.fromString(id))
            .bind("topic", topic.wire())
            .bind("person", user.value())
            .bind("at", utc(at))
            .bind("key", key)
            .execute()
        == 1;
  }

  /** Says that they are still being recorded. */
  static void touch(Handle handle, SchoolId school, Collection<String> parts, Instant at) {
    handle
        .createUpdate(
            "update recording_part set touched_at = :at where school = :school and id::text = any(:parts)"
                + " and state = 'recording'")
        .bind("school", school.value())
        .bindArray("parts", String.class, parts.toArray())
        .bind("at", utc(at))
        .execute();
  }

  /** Its file is made in a moment: the media server writes its last then. */
  static void end(Handle handle, SchoolId school, String part, Instant at) {
    handle
        .createUpdate(
            "update recording_part set state = 'processing', due_at = :at where school = :school"
                + " and id = :id and state = 'recording'")
        .bind("school", school.value())
        .bind("id", UUID.fromString(part))
        .bind("at", utc(at.plus(SETTLES)))
        .execute();
  }

  /** Ends those of which nobody has said for a while that they go on; gives how many. */
  public static int endSilent(Handle handle, Instant before, Instant now) {
    return handle
        .createUpdate(
            "update recording_part set state = 'processing', due_at = :now where state ="
                + " 'recording' and touched_at < :before")
        .bind("before", utc(before))
        .bind("now", utc(now))
        .execute();
  }

  /**
   * Takes one whose file is to be made or deleted; nobody else takes it for the time of a lease.
   *
   * @param making else only what is to be deleted
   */
  public static Optional<Part> take(Handle handle, boolean making, Instant now, Duration lease) {
    return handle
        .createQuery(
            """
            update recording_part set due_at = :until, attempts = attempts + 1
            where (school, id) = (
              select school, id from recording_part
              where (state = 'gone' or state = 'processing' and :making) and due_at <= :now
              order by due_at limit 1 for update skip locked)
            returning *
            """)
        .bind("making", making)
        .bind("now", utc(now))
        .bind("until", utc(now.plus(lease)))
        .map((row, _) -> part(row))
        .findOne();
  }

  /** Makes the lease longer. */
  public static void hold(Handle handle, Part part, Instant until) {
    update(handle, part, "update recording_part set due_at = :at" + THIS)
        .bind("at", utc(until))
        .execute();
  }

  public static void putBack(Handle handle, Part part, String reason, Instant due) {
    update(handle, part, "update recording_part set due_at = :at, reason = :reason" + THIS)
        .bind("reason", reason)
        .bind("at", utc(due))
        .execute();
  }

  /** Its time has not come; that does not count as an attempt. */
  public static void later(Handle handle, Part part, Instant due) {
    update(handle, part, "update recording_part set attempts = attempts - 1, due_at = :at" + THIS)
        .bind("at", utc(due))
        .execute();
  }

  /** One that is to be deleted meanwhile stays so. */
  public static void failed(Handle handle, Part part, String reason, Instant at) {
    update(
            handle,
            part,
            "update recording_part set state = 'failed', due_at = :at, reason = :reason"
                + THIS
                + " and state = 'processing'")
        .bind("reason", reason)
        .bind("at", utc(at))
        .execute();
  }

  /** False when it is to be deleted meanwhile. */
  public static boolean ready(
      Handle handle, Part part, Instant begin, Duration length, String type, long size) {
    return update(
                handle,
                part,
                "update recording_part set state = 'ready', started_at = :begin, length_ms ="
                    + " :length, type = :type, size = :size, reason = null"
                    + THIS
                    + " and state = 'processing'")
            .bind("begin", utc(begin))
            .bind("length", length.toMillis())
            .bind("type", type)
            .bind("size", size)
            .execute()
        == 1;
  }

  public static void remove(Handle handle, Part part) {
    update(handle, part, "delete from recording_part" + THIS).execute();
  }

  /** A topic's, by time, but what is to be deleted. */
  public static List<Part> of(Handle handle, TopicId topic) {
    return handle
        .createQuery(
            "select * from recording_part where school = :school and topic = :topic and state <>"
                + " 'gone' order by started_at, id limit 2000")
        .bind("school", topic.school().value())
        .bind("topic", topic.wire())
        .map((row, _) -> part(row))
        .list();
  }

  /** One with a file. */
  public static Optional<Part> ready(Handle handle, TopicId topic, UUID id) {
    return handle
        .createQuery(
            "select * from recording_part where school = :school and topic = :topic and id = :id"
                + " and state = 'ready'")
        .bind("school", topic.school().value())
        .bind("topic", topic.wire())
        .bind("id", id)
        .map((row, _) -> part(row))
        .findOne();
  }

  /** All of a topic are to be deleted; gives how many. */
  public static int removeAll(Handle handle, TopicId topic, Instant at) {
    return handle
        .createUpdate(
            "update recording_part set state = 'gone', due_at = :at, attempts = 0 where school ="
                + " :school and topic = :topic and state <> 'gone'")
        .bind("school", topic.school().value())
        .bind("topic", topic.wire())
        .bind("at", utc(at))
        .execute();
  }

  /** The same for all of a person's, who is not named any more. */
  static void removeOf(Handle handle, SchoolId school, UserId person, Instant at) {
    handle
        .createUpdate(
            "update recording_part set state = 'gone', due_at = :at, attempts = 0, person ="
                + " 'erased' where school = :school and person = :person")
        .bind("school", school.value())
        .bind("person", person.value())
        .bind("at", utc(at))
        .execute();
  }

  /** A person's, by time. */
  static List<Part> ofPerson(Handle handle, SchoolId school, UserId person) {
    return handle
        .createQuery(
            "select * from recording_part where school = :school and person = :person and state <>"
                + " 'gone' order by started_at, id")
        .bind("school", school.value())
        .bind("person", person.value())
        .map((row, _) -> part(row))
        .list();
  }

  /** Which of these are there and have no file yet. */
  public static List<String> unfinished(Handle handle, Collection<String> parts) {
    return handle
        .createQuery(
            "select id::text from recording_part where id::text = any(:parts) and state <> 'ready'")
        .bindArray("parts", String.class, parts.toArray())
        .mapTo(String.class)
        .list();
  }

  /** How many files wait to be made. */
  public static long waiting(Handle handle) {
    return handle
        .select("select count(*) from recording_part where state = 'processing'")
        .mapTo(Long.class)
        .one();
  }

  private static Update update(Handle handle, Part part, String statement) {
    return handle
        .createUpdate(statement)
        .bind("school", part.topic().school().value())
        .bind("id", UUID.fromString(part.id()));
  }

  private static Part part(ResultSet row) throws SQLException {
    SchoolId school = new SchoolId(row.getString("school"));
    return new Part(
        TopicId.parse(school, row.getString("topic")).orElseThrow(),
        row.getString("id"),
        new UserId(row.getString("person")),
        PartState.of(row.getString("state")),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        row.getString("reason"),
        row.getLong("length_ms"),
        row.getString("type"),
        row.getLong("size"),
        row.getString("key"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
