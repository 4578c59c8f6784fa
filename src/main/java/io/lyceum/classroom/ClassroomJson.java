package io.lyceum.classroom;

import io.lyceum.classroom.domain.AttachedQuiz;
import io.lyceum.classroom.domain.Attendance.Interval;
import io.lyceum.classroom.domain.ClassroomRules;
import io.lyceum.classroom.domain.RaisedHand;
import io.lyceum.classroom.domain.Recording;
import io.lyceum.classroom.domain.RoomOf;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shapes of a class on the wire; what is null or empty is left out. */
final class ClassroomJson {
  private ClassroomJson() {}

  /** Someone on the roster; whom the lobby would hold is a pupil here. */
  record Member(
      UserId id, String name, TopicRole role, boolean muted, boolean spotlit, boolean presenter) {}

  record Person(UserId id, String name) {}

  /**
   * @param screens who shares theirs
   * @param members the roster without the teacher and those in the lobby
   * @param code for staff only, as {@code waiting}
   * @param waiting who is in the lobby now
   * @param media whether there is picture and voice
   * @param room of which class this is one
   * @param breakout the rooms it is split into at the moment
   * @param recording since when, while it is recorded
   */
  record Snapshot(
      String title,
      String status,
      Teacher teacher,
      @Nullable String code,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      ClassroomRules rules,
      List<RaisedHand> hands,
      List<UserId> screens,
      List<Member> members,
      @Nullable List<Person> waiting,
      Optional<AttachedQuiz> quiz,
      boolean media,
      Optional<RoomOf> room,
      Optional<BreakoutJson.Snapshot> breakout,
      Optional<Recording> recording) {}

  /** All that the lobby tells. */
  record LobbySnapshot(String title, String status, boolean waiting) {}

  /**
   * @param end null while it runs
   */
  record Span(Instant start, @Nullable Instant end) {}

  /**
   * @param role the viewer's
   */
  record RecordingReport(String role, @Nullable Instant startedAt, @Nullable Recording recording) {}

  record AttendanceRow(UserId user, String name, long seconds, List<Interval> intervals) {}
}
