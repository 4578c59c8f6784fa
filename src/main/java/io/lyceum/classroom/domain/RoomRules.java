package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.ArrangeRoom;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand;
import io.lyceum.classroom.domain.ClassroomCommand.ChangeMemberRole;
import io.lyceum.classroom.domain.ClassroomCommand.EndClass;
import io.lyceum.classroom.domain.ClassroomCommand.RemoveMember;
import io.lyceum.classroom.domain.ClassroomCommand.SendBackMember;
import io.lyceum.classroom.domain.ClassroomEvent.ClassCreated;
import io.lyceum.classroom.domain.ClassroomEvent.ClassStarted;
import io.lyceum.classroom.domain.ClassroomEvent.MemberEnrolled;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRemoved;
import io.lyceum.classroom.domain.ClassroomEvent.MemberRoleChanged;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A room is a class whose people, roles and end are those of the class that was split. */
final class RoomRules {
  /** A room has no code: nobody comes in by themselves. */
  private static final String NO_CODE = "";

  private RoomRules() {}

  /** Whether this is not for the room to decide. */
  static boolean isForTheClass(ClassroomState state, ClassroomCommand command, Context context) {
    return state.isRoom()
        && !ClassroomDecider.isSystem(context)
        && (command instanceof EndClass
            || command instanceof RemoveMember
            || command instanceof SendBackMember
            || command instanceof ChangeMemberRole
            || command instanceof BreakoutCommand);
  }

  static Decision<ClassroomEvent> arrange(ClassroomState state, ArrangeRoom room, Context context) {
    if (!ClassroomDecider.isSystem(context)) {
      return Decision.reject(ClassroomRejection.SERVER_ONLY);
    }
    if (state.status() == ClassroomStatus.ENDED) {
      return Decision.accept();
    }
    List<ClassroomEvent> events = new ArrayList<>();
    if (state.founding().isEmpty()) {
      Founding founding =
          new Founding(
              room.title(), NO_CODE, Optional.empty(), room.teacher(), Optional.of(room.of()));
      events.add(new ClassCreated(founding, context.now()));
      events.add(new ClassStarted(context.now()));
    }
    leave(state, room, context, events);
    room.people().forEach(person -> enter(state, person, context, events));
    return Decision.acceptAll(events);
  }

  private static void leave(
      ClassroomState state, ArrangeRoom room, Context context, List<ClassroomEvent> events) {
    Map<UserId, RoomPerson> wanted =
        room.people().stream()
            .collect(Collectors.toMap(RoomPerson::user, Function.identity(), (one, _) -> one));
    state.people().entrySet().stream()
        .filter(person -> person.getValue().role() != ClassroomRole.TEACHER)
        .map(Map.Entry::getKey)
        .filter(user -> !wanted.containsKey(user))
        .sorted(Comparator.comparing(UserId::value))
        .forEach(
            user -> {
              events.addAll(RosterRules.putDown(state, user));
              events.add(new MemberRemoved(user, context.now()));
            });
  }

  private static void enter(
      ClassroomState state, RoomPerson person, Context context, List<ClassroomEvent> events) {
    ClassroomRole wanted = person.assistant() ? ClassroomRole.ASSISTANT : ClassroomRole.PUPIL;
    Participant known = state.people().get(person.user());
    if (known == null) {
      long seq = context.nextSeq() + events.size();
      events.add(new MemberEnrolled(person.user(), person.name(), false, seq));
    }
    ClassroomRole now = known == null ? ClassroomRole.PUPIL : known.role();
    if (now != wanted && now != ClassroomRole.TEACHER) {
      long seq = context.nextSeq() + events.size();
      events.add(new MemberRoleChanged(person.user(), wanted, seq));
    }
  }
}
