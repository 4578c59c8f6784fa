package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.PermitScreen;
import io.lyceum.classroom.domain.ClassroomCommand.ScreenCommand;
import io.lyceum.classroom.domain.ClassroomCommand.StartScreen;
import io.lyceum.classroom.domain.ClassroomCommand.StopScreen;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenPermitted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStarted;
import io.lyceum.classroom.domain.ClassroomEvent.ScreenStopped;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Whose screen the class is shown. Staff always may, a pupil in the spotlight or with a teacher's
 * permission. One at a time unless the rule {@code manyScreens} is on: then the teacher takes the
 * place of anybody and an assistant that of a pupil, others wait until it is free.
 */
final class ScreenRules {
  /** More are not told apart on any display. */
  static final int MOST = 4;

  private ScreenRules() {}

  static Decision<ClassroomEvent> decide(
      ClassroomState state, ScreenCommand command, Context context) {
    return switch (command) {
      case StartScreen _ -> start(state, context);
      case StopScreen stop -> stop(state, stop, context);
      case PermitScreen permit -> permit(state, permit, context);
    };
  }

  private static Decision<ClassroomEvent> start(ClassroomState state, Context context) {
    UserId user = context.caller().user();
    Participant person = state.people().get(user);
    if (person == null || !(person.mayShare() || state.isRoom())) {
      return Decision.reject(ClassroomRejection.NO_SCREEN);
    }
    if (!state.isRunning()) {
      return Decision.reject(ClassroomRejection.NOT_RUNNING);
    }
    if (!person.isInside()) {
      return Decision.reject(ClassroomRejection.NOT_HERE);
    }
    if (person.sharing()) {
      return Decision.accept();
    }
    List<ClassroomEvent> events = new ArrayList<>();
    List<Map.Entry<UserId, Participant>> others = sharing(state);
    if (state.rules().manyScreens()) {
      if (others.size() >= MOST) {
        return Decision.reject(ClassroomRejection.SCREEN_TAKEN);
      }
    } else {
      if (others.stream().anyMatch(other -> !outranks(person, other.getValue()))) {
        return Decision.reject(ClassroomRejection.SCREEN_TAKEN);
      }
      others.forEach(other -> events.add(new ScreenStopped(other.getKey())));
    }
    events.add(new ScreenStarted(user, context.now()));
    return Decision.acceptAll(events);
  }

  /** One's own, or as staff anybody's; an assistant not that of staff. */
  private static Decision<ClassroomEvent> stop(
      ClassroomState state, StopScreen stop, Context context) {
    UserId user = stop.user().orElse(context.caller().user());
    if (user.equals(context.caller().user())) {
      return Decision.acceptAll(stopped(state, user));
    }
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    Participant person = state.people().get(user);
    return person != null && person.role().isStaff() && !ClassroomDecider.isTeacher(context)
        ? Decision.reject(ClassroomRejection.TEACHER_ONLY)
        : Decision.acceptAll(stopped(state, user));
  }

  private static Decision<ClassroomEvent> permit(
      ClassroomState state, PermitScreen permit, Context context) {
    return RosterRules.onFittingMember(
        state,
        permit.user(),
        context,
        person -> {
          if (person.presenter() == permit.on()) {
            return Decision.accept();
          }
          List<ClassroomEvent> events = stoppedBy(permit.user(), person.presenter(permit.on()));
          events.add(new ScreenPermitted(permit.user(), permit.on()));
          return Decision.acceptAll(events);
        });
  }

  /** What follows for a screen when somebody goes. */
  static List<ClassroomEvent> stopped(ClassroomState state, UserId user) {
    List<ClassroomEvent> events = new ArrayList<>();
    Participant person = state.people().get(user);
    if (person != null && person.sharing()) {
      events.add(new ScreenStopped(user));
    }
    return events;
  }

  /** What follows for a screen when somebody becomes another. */
  static List<ClassroomEvent> stoppedBy(UserId user, Participant then) {
    List<ClassroomEvent> events = new ArrayList<>();
    if (then.sharing() && !then.mayShare()) {
      events.add(new ScreenStopped(user));
    }
    return events;
  }

  static List<ClassroomEvent> allStopped(ClassroomState state) {
    return stopped(sharing(state));
  }

  /** Where several were shown and from now on one may be, that of the highest rank stays. */
  static List<ClassroomEvent> allButOneStopped(ClassroomState state) {
    return stopped(sharing(state).stream().skip(1).toList());
  }

  private static List<ClassroomEvent> stopped(List<Map.Entry<UserId, Participant>> people) {
    return people.stream().<ClassroomEvent>map(p -> new ScreenStopped(p.getKey())).toList();
  }

  /** Who shares, staff first. */
  private static List<Map.Entry<UserId, Participant>> sharing(ClassroomState state) {
    return state.people().entrySet().stream()
        .filter(person -> person.getValue().sharing())
        .sorted(
            Comparator.comparing(
                    (Map.Entry<UserId, Participant> person) -> person.getValue().role())
                .thenComparing(person -> person.getKey().value()))
        .toList();
  }

  /** Roles are declared from the highest down. */
  private static boolean outranks(Participant person, Participant other) {
    return person.role().compareTo(other.role()) < 0;
  }
}
