package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.AcceptHand;
import io.lyceum.classroom.domain.ClassroomCommand.ChangeMemberRole;
import io.lyceum.classroom.domain.ClassroomCommand.EnrollMember;
import io.lyceum.classroom.domain.ClassroomCommand.MuteMember;
import io.lyceum.classroom.domain.ClassroomCommand.RemoveMember;
import io.lyceum.classroom.domain.ClassroomCommand.SpotlightMember;
import io.lyceum.classroom.domain.ClassroomEvent.HandLowered;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberMuted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRoleChanged;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSpotlighted;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is on the roster and what staff may do to them. Doing it twice changes nothing. */
final class RosterRules {
  /** The roster is part of every snapshot; beyond this it is a broadcast, not a class. */
  static final int MAX_PEOPLE = 2000;

  private RosterRules() {}

  static Decision<ClassroomEvent> enroll(
      ClassroomState state, EnrollMember enroll, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    if (state.people().containsKey(enroll.user())) {
      return Decision.accept();
    }
    if (state.status() == ClassroomStatus.ENDED) {
      return Decision.reject(ClassroomRejection.ENDED);
    }
    return state.people().size() >= MAX_PEOPLE
        ? Decision.reject(ClassroomRejection.FULL)
        : Decision.accept(
            new MemberEnrolled(
                enroll.user(), enroll.name(), state.rules().lobby(), context.nextSeq()));
  }

  static Decision<ClassroomEvent> mute(ClassroomState state, MuteMember mute, Context context) {
    return onFittingMember(
        state,
        mute.user(),
        context,
        person ->
            person.muted() == mute.muted()
                ? Decision.accept()
                : Decision.accept(new MemberMuted(mute.user(), mute.muted())));
  }

  static Decision<ClassroomEvent> spotlight(
      ClassroomState state, SpotlightMember light, Context context) {
    return onFittingMember(
        state,
        light.user(),
        context,
        person -> {
          if (person.spotlit() == light.on()) {
            return Decision.accept();
          }
          List<ClassroomEvent> events =
              ScreenRules.stoppedBy(light.user(), person.spotlit(light.on()));
          events.add(new MemberSpotlighted(light.user(), light.on()));
          return Decision.acceptAll(events);
        });
  }

  /**
   * Whose hand is down by now keeps silent. Being in the spotlight is what lets them send, and who
   * was muted before is to be heard.
   */
  static Decision<ClassroomEvent> acceptHand(
      ClassroomState state, AcceptHand accept, Context context) {
    return onMember(
        state,
        accept.user(),
        context,
        person -> {
          if (!state.hasHandUp(accept.user())) {
            return person.spotlit()
                ? Decision.accept()
                : Decision.reject(ClassroomRejection.NO_HAND_UP);
          }
          List<ClassroomEvent> events = handLowered(state, accept.user());
          if (person.muted()) {
            events.add(new MemberMuted(accept.user(), false));
          }
          if (!person.spotlit()) {
            events.add(new MemberSpotlighted(accept.user(), true));
          }
          return Decision.acceptAll(events);
        });
  }

  static Decision<ClassroomEvent> remove(
      ClassroomState state, RemoveMember remove, Context context) {
    return onMember(
        state,
        remove.user(),
        context,
        person -> {
          if (person.role() == ClassroomRole.TEACHER) {
            return Decision.reject(ClassroomRejection.THE_TEACHER_STAYS);
          }
          List<ClassroomEvent> events = putDown(state, remove.user());
          events.add(new MemberRemoved(remove.user(), context.now()));
          return Decision.acceptAll(events);
        });
  }

  /** Only the teacher makes assistants: an assistant could make more of their kind. */
  static Decision<ClassroomEvent> changeRole(
      ClassroomState state, ChangeMemberRole change, Context context) {
    if (!ClassroomDecider.isTeacher(context)) {
      return Decision.reject(ClassroomRejection.TEACHER_ONLY);
    }
    return onFittingMember(
        state,
        change.user(),
        context,
        person -> {
          if (person.role() == change.role()) {
            return Decision.accept();
          }
          List<ClassroomEvent> events =
              ScreenRules.stoppedBy(change.user(), person.as(change.role(), person.since()));
          long seq = context.nextSeq() + events.size();
          events.add(new MemberRoleChanged(change.user(), change.role(), seq));
          return Decision.acceptAll(events);
        });
  }

  /** The teacher is not one of the members; who waits is not yet one. */
  private static @Nullable ClassroomRejection whyUnfit(Participant person) {
    if (person.role() == ClassroomRole.TEACHER) {
      return ClassroomRejection.THE_TEACHER_STAYS;
    }
    return person.isWaiting() ? ClassroomRejection.THEY_WAIT : null;
  }

  /** Staff act on the roster; an assistant on pupils and on themselves only. */
  static Decision<ClassroomEvent> onMember(
      ClassroomState state,
      UserId user,
      Context context,
      Function<Participant, Decision<ClassroomEvent>> then) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    Participant person = state.people().get(user);
    if (person == null) {
      return Decision.reject(ClassroomRejection.NO_SUCH_MEMBER);
    }
    boolean self = user.equals(context.caller().user());
    return person.role().isStaff() && !self && !ClassroomDecider.isTeacher(context)
        ? Decision.reject(ClassroomRejection.TEACHER_ONLY)
        : then.apply(person);
  }

  /** The same for whoever is a member by now and not the teacher. */
  static Decision<ClassroomEvent> onFittingMember(
      ClassroomState state,
      UserId user,
      Context context,
      Function<Participant, Decision<ClassroomEvent>> then) {
    return onMember(
        state,
        user,
        context,
        person -> {
          ClassroomRejection unfit = whyUnfit(person);
          return unfit == null ? then.apply(person) : Decision.reject(unfit);
        });
  }

  private static List<ClassroomEvent> handLowered(ClassroomState state, UserId user) {
    List<ClassroomEvent> events = new ArrayList<>();
    if (state.hasHandUp(user)) {
      events.add(new HandLowered(user));
    }
    return events;
  }

  /** Who goes has neither hand nor screen up. */
  static List<ClassroomEvent> putDown(ClassroomState state, UserId user) {
    List<ClassroomEvent> events = handLowered(state, user);
    events.addAll(ScreenRules.stopped(state, user));
    return events;
  }
}
