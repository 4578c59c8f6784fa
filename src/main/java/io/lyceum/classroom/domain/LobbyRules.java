package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.AdmitMember;
import io.lyceum.classroom.domain.ClassroomCommand.DenyMember;
import io.lyceum.classroom.domain.ClassroomCommand.SendBackMember;
import io.lyceum.classroom.domain.ClassroomEvent.MemberAdmitted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberDenied;
import io.lyceum.classroom.domain.ClassroomEvent.MemberJoined;
import io.lyceum.classroom.domain.ClassroomEvent.MemberSentBack;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Who waits in front of the room, and how they come in or not. */
final class LobbyRules {
  private LobbyRules() {}

  static Decision<ClassroomEvent> admit(ClassroomState state, AdmitMember admit, Context context) {
    return RosterRules.onMember(
        state,
        admit.user(),
        context,
        person -> {
          if (!person.isWaiting()) {
            return Decision.accept();
          }
          List<ClassroomEvent> events = new ArrayList<>();
          events.add(new MemberAdmitted(admit.user(), context.nextSeq()));
          events.addAll(entersIfHere(state, admit.user(), context.now()));
          return Decision.acceptAll(events);
        });
  }

  static Decision<ClassroomEvent> admitAll(ClassroomState state, Context context) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    List<ClassroomEvent> events = new ArrayList<>();
    for (UserId user : those(state, person -> person.isWaiting() && person.here())) {
      events.add(new MemberAdmitted(user, context.nextSeq() + events.size()));
      events.addAll(entersIfHere(state, user, context.now()));
    }
    return Decision.acceptAll(events);
  }

  static Decision<ClassroomEvent> deny(ClassroomState state, DenyMember deny, Context context) {
    return RosterRules.onMember(
        state,
        deny.user(),
        context,
        person ->
            person.isWaiting()
                ? Decision.accept(new MemberDenied(deny.user()))
                : Decision.reject(ClassroomRejection.NOT_WAITING));
  }

  /** Works with the lobby off too: it holds one person, not the newcomers. */
  static Decision<ClassroomEvent> sendBack(
      ClassroomState state, SendBackMember back, Context context) {
    return RosterRules.onMember(
        state,
        back.user(),
        context,
        person -> {
          if (person.isWaiting()) {
            return Decision.accept();
          }
          if (person.role() != ClassroomRole.PUPIL) {
            return Decision.reject(ClassroomRejection.NOT_A_PUPIL);
          }
          List<ClassroomEvent> events = RosterRules.putDown(state, back.user());
          long seq = context.nextSeq() + events.size();
          events.add(new MemberSentBack(back.user(), seq, context.now()));
          return Decision.acceptAll(events);
        });
  }

  /** Who was let in while already in the lobby is in the room from now on. */
  static List<ClassroomEvent> entersIfHere(ClassroomState state, UserId user, Instant now) {
    Participant person = state.people().get(user);
    return person != null && person.here()
        ? List.of(new MemberJoined(user, person.name(), ClassroomRole.PUPIL, now))
        : List.of();
  }

  /** A lobby that opens holds pupils who were never in; one that closes lets everyone in. */
  static List<UserId> moved(ClassroomState state, boolean lobby) {
    return lobby
        ? those(state, person -> person.role() == ClassroomRole.PUPIL && !person.admitted())
        : those(state, Participant::isWaiting);
  }

  private static List<UserId> those(ClassroomState state, Predicate<Participant> which) {
    return state.people().entrySet().stream()
        .filter(person -> which.test(person.getValue()))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(UserId::value))
        .toList();
  }
}
