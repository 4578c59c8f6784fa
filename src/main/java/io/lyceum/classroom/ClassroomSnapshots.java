package io.lyceum.classroom;

import io.lyceum.classroom.ClassroomJson.AttendanceRow;
import io.lyceum.classroom.ClassroomJson.LobbySnapshot;
import io.lyceum.classroom.ClassroomJson.Member;
import io.lyceum.classroom.ClassroomJson.Person;
import io.lyceum.classroom.ClassroomJson.RecordingReport;
import io.lyceum.classroom.ClassroomJson.Snapshot;
import io.lyceum.classroom.ClassroomJson.Span;
import io.lyceum.classroom.domain.ClassroomRejection;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.Participant;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a class looks like as a whole. People are sorted by name. */
final class ClassroomSnapshots {
  private ClassroomSnapshots() {}

  static LobbySnapshot ofLobby(ClassroomState state) {
    return new LobbySnapshot(founding(state).title(), state.status().wire(), true);
  }

  static Snapshot of(ClassroomState state, Viewer viewer, boolean media) {
    Founding founding = founding(state);
    boolean staff = ClassroomFrames.isStaff(viewer);
    return new Snapshot(
        founding.title(),
        state.status().wire(),
        founding.teacher(),
        staff && !state.isRoom() ? founding.code() : null,
        state.startedAt(),
        state.endedAt(),
        state.rules(),
        state.hands(),
        screens(state),
        state.people().entrySet().stream()
            .filter(person -> person.getValue().role() != ClassroomRole.TEACHER)
            .filter(person -> !isInLobby(person.getValue()))
            .map(person -> member(person.getKey(), person.getValue()))
            .sorted(byName(Member::name, Member::id))
            .toList(),
        staff ? waiting(state) : null,
        state.quiz(),
        media,
        founding.room(),
        state.breakout().map(breakout -> BreakoutFrames.snapshot(breakout, viewer)),
        state.recording());
  }

  /** Pupils and assistants who were in the class; the teacher's own hours are nobody's register. */
  static List<AttendanceRow> attendance(ClassroomState state, Instant now) {
    UserId teacher = founding(state).teacher().id();
    return state.attendance().entrySet().stream()
        .filter(e -> !e.getKey().equals(teacher) && !e.getValue().intervals().isEmpty())
        .map(
            e ->
                new AttendanceRow(
                    e.getKey(),
                    e.getValue().name(),
                    e.getValue().total(now).toSeconds(),
                    e.getValue().intervals()))
        .sorted(byName(AttendanceRow::name, AttendanceRow::user))
        .toList();
  }

  /** Refused before it began. */
  static Decision<Object> span(ClassroomState state) {
    return state
        .startedAt()
        .map(start -> Decision.accept((Object) new Span(start, state.endedAt().orElse(null))))
        .orElseGet(() -> Decision.reject(ClassroomRejection.NOT_BEGUN));
  }

  /** What a list of the recording needs to know; who waits in the lobby is told nothing. */
  static Decision<Object> recording(ClassroomState state, Viewer viewer) {
    return viewer.role().equals(ClassroomRole.WAITING.topicRole())
        ? Decision.reject(ClassroomRejection.STILL_WAITING)
        : Decision.accept(
            new RecordingReport(
                viewer.role().name(),
                state.startedAt().orElse(null),
                state.recording().orElse(null)));
  }

  private static Member member(UserId id, Participant person) {
    ClassroomRole role = person.isWaiting() ? ClassroomRole.PUPIL : person.role();
    return new Member(
        id, person.name(), role.topicRole(), person.muted(), person.spotlit(), person.presenter());
  }

  private static List<UserId> screens(ClassroomState state) {
    return state.people().entrySet().stream()
        .filter(person -> person.getValue().sharing())
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(UserId::value))
        .toList();
  }

  private static List<Person> waiting(ClassroomState state) {
    return state.people().entrySet().stream()
        .filter(person -> isInLobby(person.getValue()))
        .map((Map.Entry<UserId, Participant> e) -> new Person(e.getKey(), e.getValue().name()))
        .sorted(byName(Person::name, Person::id))
        .toList();
  }

  private static boolean isInLobby(Participant person) {
    return person.isWaiting() && person.here();
  }

  private static <T> Comparator<T> byName(Function<T, String> name, Function<T, UserId> id) {
    return Comparator.comparing(name, String.CASE_INSENSITIVE_ORDER)
        .thenComparing(person -> id.apply(person).value());
  }

  /** Nobody is admitted before the creation, so nobody looks. */
  private static Founding founding(ClassroomState state) {
    return state.founding().orElseThrow();
  }
}
