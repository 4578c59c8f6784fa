package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A class as its events left it.
 *
 * @param founding empty before the creation
 * @param people the roster, the teacher included
 * @param attendance who was in while the class ran; also those who were removed since
 * @param hands in the order in which they were raised, each person at most once
 * @param quiz the one that is open
 * @param breakout the rooms into which it is split at the moment
 * @param recording since when and of whom, while it is recorded
 */
public record ClassroomState(
    Optional<Founding> founding,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    ClassroomRules rules,
    PMap<UserId, Participant> people,
    PMap<UserId, Attendance> attendance,
    PVector<RaisedHand> hands,
    Optional<AttachedQuiz> quiz,
    Optional<Breakout> breakout,
    Optional<Recording> recording) {

  static final ClassroomState INITIAL =
      new ClassroomState(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          ClassroomRules.USUAL,
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          TreePVector.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public ClassroomStatus status() {
    if (endedAt.isPresent()) {
      return ClassroomStatus.ENDED;
    }
    return startedAt.isPresent() ? ClassroomStatus.RUNNING : ClassroomStatus.SCHEDULED;
  }

  public boolean isRunning() {
    return status() == ClassroomStatus.RUNNING;
  }

  public boolean hasHandUp(UserId user) {
    return hands.stream().anyMatch(hand -> hand.user().equals(user));
  }

  /** Whether it is itself a room of another class. */
  public boolean isRoom() {
    return founding.flatMap(Founding::room).isPresent();
  }

  /** In which of its rooms somebody is; empty: in the class itself. */
  public Optional<Integer> roomOf(UserId user) {
    return breakout.flatMap(open -> open.roomOf(user));
  }

  /** Puts the teacher on the roster, the first of all. */
  ClassroomState founded(Founding what) {
    Teacher teacher = what.teacher();
    Participant first =
        Participant.newcomer(teacher.name(), ClassroomRole.TEACHER, 0).admitted(true);
    return new ClassroomState(
        Optional.of(what),
        startedAt,
        endedAt,
        rules,
        people.plus(teacher.id(), first),
        attendance,
        hands,
        quiz,
        breakout,
        recording);
  }

  /** Attendance of all who are inside begins. */
  ClassroomState started(Instant at) {
    ClassroomState running =
        new ClassroomState(
            founding,
            Optional.of(at),
            endedAt,
            rules,
            people,
            attendance,
            hands,
            quiz,
            breakout,
            recording);
    for (Map.Entry<UserId, Participant> person : people.entrySet()) {
      if (person.getValue().isInside()) {
        running = running.attends(person.getKey(), person.getValue().name(), at);
      }
    }
    return running;
  }

  /** Attendance of all ends. */
  ClassroomState ended(Instant at) {
    PMap<UserId, Attendance> closed = attendance;
    for (Map.Entry<UserId, Attendance> person : attendance.entrySet()) {
      closed = closed.plus(person.getKey(), person.getValue().close(at));
    }
    return new ClassroomState(
        founding,
        startedAt,
        Optional.of(at),
        rules,
        people,
        closed,
        hands,
        quiz,
        breakout,
        recording);
  }

  /** Opens an interval if the class runs, not before its start. */
  ClassroomState attends(UserId user, String name, Instant at) {
    if (!isRunning()) {
      return this;
    }
    Instant start = startedAt.orElse(at);
    Attendance before = attendance.getOrDefault(user, Attendance.of(name));
    return withAttendance(attendance.plus(user, before.open(at.isBefore(start) ? start : at)));
  }

  ClassroomState changeAttendance(UserId user, UnaryOperator<Attendance> change) {
    Attendance before = attendance.get(user);
    return before == null ? this : withAttendance(attendance.plus(user, change.apply(before)));
  }

  /** Changes someone on the roster; who is not on it stays off it. */
  ClassroomState change(UserId user, UnaryOperator<Participant> change) {
    Participant before = people.get(user);
    return before == null ? this : withPeople(people.plus(user, change.apply(before)));
  }

  ClassroomState changeAll(Collection<UserId> users, UnaryOperator<Participant> change) {
    ClassroomState next = this;
    for (UserId user : users) {
      next = next.change(user, change);
    }
    return next;
  }

  ClassroomState withPeople(PMap<UserId, Participant> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, next, attendance, hands, quiz, breakout, recording);
  }

  ClassroomState withHands(PVector<RaisedHand> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, people, attendance, next, quiz, breakout, recording);
  }

  ClassroomState withoutHand(UserId user) {
    List<RaisedHand> others = hands.stream().filter(h -> !h.user().equals(user)).toList();
    return withHands(TreePVector.from(others));
  }

  ClassroomState withRules(ClassroomRules next) {
    return new ClassroomState(
        founding, startedAt, endedAt, next, people, attendance, hands, quiz, breakout, recording);
  }

  ClassroomState withQuiz(Optional<AttachedQuiz> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, people, attendance, hands, next, breakout, recording);
  }

  ClassroomState withRecording(Optional<Recording> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, people, attendance, hands, quiz, breakout, next);
  }

  ClassroomState withBreakout(Optional<Breakout> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, people, attendance, hands, quiz, next, recording);
  }

  private ClassroomState withAttendance(PMap<UserId, Attendance> next) {
    return new ClassroomState(
        founding, startedAt, endedAt, rules, people, next, hands, quiz, breakout, recording);
  }
}
