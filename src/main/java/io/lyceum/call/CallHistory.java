package io.lyceum.call;

import io.lyceum.call.domain.CallEvent.CallEnded;
import io.lyceum.call.domain.CallEvent.CallInitiated;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The read model of calls: who called whom, what became of it and how long they talked. */
final class CallHistory {
  /**
   * Somebody in a call of the list.
   *
   * @param outcome ringing, in, left, rejected, busy, missed or crossed
   * @param talkedMs without the stretch that is still going on
   */
  record Member(String id, String name, String outcome, long talkedMs) {}

  /**
   * A call in a person's list.
   *
   * @param outcome none while it is live
   */
  record Row(
      String id,
      String from,
      String media,
      Instant at,
      @Nullable Instant connectedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      long talkedMs,
      List<Member> members) {}

  /** Bounds the answer; nobody scrolls further. */
  private static final int MAX_ROWS = 100;

  private static final String ONE = " where school = :school and id = :id";
  private static final String MEMBER =
      " where school = :school and call = :id and person = :person";

  private CallHistory() {}

  /** Writes a call once; writing it again changes nothing. */
  static void placed(Handle handle, TopicId topic, CallInitiated call) {
    update(
            handle,
            topic,
            "insert into call (school, id, caller, media, placed_at) values (:school, :id, :caller,"
                + " :media, :at) on conflict do nothing")
        .bind("caller", call.by().id().value())
        .bind("media", call.media().wire())
        .bind("at", utc(call.at()))
        .execute();
    member(handle, topic, call.by(), "in", call.at());
    call.to().forEach(person -> member(handle, topic, person, "ringing", call.at()));
  }

  static void entered(Handle handle, TopicId topic, UserId person, Instant at) {
    memberUpdate(handle, topic, person, "outcome = 'in'").execute();
    update(
            handle,
            topic,
            "update call set connected_at = coalesce(connected_at, :at)"
                + ONE
                + " and caller <> :person")
        .bind("person", person.value())
        .bind("at", utc(at))
        .execute();
  }

  static void declined(Handle handle, TopicId topic, UserId person, String why) {
    memberUpdate(handle, topic, person, "outcome = :why").bind("why", why).execute();
  }

  static void left(Handle handle, TopicId topic, UserId person, Duration talked) {
    memberUpdate(handle, topic, person, "outcome = 'left', talked_ms = talked_ms + :talked")
        .bind("talked", talked.toMillis())
        .execute();
  }

  static void ended(Handle handle, TopicId topic, CallEnded ended) {
    update(
            handle,
            topic,
            "update call set ended_at = :at, outcome = :outcome, talked_ms = :talked" + ONE)
        .bind("at", utc(ended.at()))
        .bind("outcome", ended.outcome().wire())
        .bind("talked", ended.talked().toMillis())
        .execute();
  }

  /** A person's calls, newest first. */
  static List<Row> of(Handle handle, SchoolId school, UserId person) {
    return rows(handle, school, ids(handle, school, person, MAX_ROWS));
  }

  /** All of them, for who wants to know what is kept. */
  static List<TopicId> topics(Handle handle, SchoolId school, UserId person) {
    return ids(handle, school, person, Integer.MAX_VALUE).stream()
        .map(id -> new TopicId(school, CallTopic.NAME, id))
        .toList();
  }

  static Optional<Row> one(Handle handle, TopicId topic) {
    return rows(handle, topic.school(), List.of(topic.id())).stream().findFirst();
  }

  static void forget(Handle handle, SchoolId school, UserId person) {
    handle.execute(
        "delete from call_member where school = ? and person = ?", school.value(), person.value());
  }

  private static List<String> ids(Handle handle, SchoolId school, UserId person, int limit) {
    return handle
        .createQuery(
            "select call from call_member where school = :school and person = :person order by"
                + " placed_at desc, call desc limit :limit")
        .bind("school", school.value())
        .bind("person", person.value())
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  private static List<Row> rows(Handle handle, SchoolId school, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, List<Member>> members = new HashMap<>();
    handle
        .createQuery(
            "select call, person, name, outcome, talked_ms from call_member where school = :school"
                + " and call in (<calls>) order by person")
        .bind("school", school.value())
        .bindList("calls", ids)
        .map((rs, _) -> Map.entry(rs.getString("call"), member(rs)))
        .forEach(
            entry ->
                members
                    .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                    .add(entry.getValue()));
    return handle
        .createQuery(
            "select * from call where school = :school and id in (<calls>) order by placed_at desc,"
                + " id desc")
        .bind("school", school.value())
        .bindList("calls", ids)
        .map((rs, _) -> row(rs, members.getOrDefault(rs.getString("id"), List.of())))
        .list();
  }

  private static Member member(ResultSet rs) throws SQLException {
    return new Member(
        rs.getString("person"),
        rs.getString("name"),
        rs.getString("outcome"),
        rs.getLong("talked_ms"));
  }

  private static Row row(ResultSet rs, List<Member> members) throws SQLException {
    return new Row(
        rs.getString("id"),
        rs.getString("caller"),
        rs.getString("media"),
        rs.getObject("placed_at", OffsetDateTime.class).toInstant(),
        instant(rs, "connected_at"),
        instant(rs, "ended_at"),
        rs.getString("outcome"),
        rs.getLong("talked_ms"),
        members);
  }

  private static void member(
      Handle handle, TopicId topic, CallPerson person, String outcome, Instant at) {
    update(
            handle,
            topic,
            "insert into call_member (school, call, person, name, outcome, placed_at) values"
                + " (:school, :id, :person, :name, :outcome, :at) on conflict do nothing")
        .bind("person", person.id().value())
        .bind("name", person.name())
        .bind("outcome", outcome)
        .bind("at", utc(at))
        .execute();
  }

  private static Update memberUpdate(Handle handle, TopicId topic, UserId person, String change) {
    return update(handle, topic, "update call_member set " + change + MEMBER)
        .bind("person", person.value());
  }

  private static Update update(Handle handle, TopicId topic, String sql) {
    return handle.createUpdate(sql).bind("school", topic.school().value()).bind("id", topic.id());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
