package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomEvent.HandLowered;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyEntered;
import io.lyceum.classroom.domain.ClassroomEvent.LobbyLeft;
import io.lyceum.classroom.domain.ClassroomEvent.MemberJoined;
import io.lyceum.classroom.domain.ClassroomEvent.MemberLeft;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.List;

/** What follows when people come and go. Being told twice changes nothing. */
final class PresenceRules {
  private PresenceRules() {}

  static Decision<ClassroomEvent> arrived(ClassroomState state, Context context) {
    UserId user = context.caller().user();
    Participant person = state.people().get(user);
    if (person == null || person.here()) {
      return Decision.accept();
    }
    return Decision.accept(
        person.isWaiting()
            ? new LobbyEntered(user, person.name())
            : new MemberJoined(user, person.name(), person.role(), context.now()));
  }

  static Decision<ClassroomEvent> left(ClassroomState state, Context context) {
    UserId user = context.caller().user();
    Participant person = state.people().get(user);
    if (person == null || !person.here()) {
      return Decision.accept();
    }
    if (person.isWaiting()) {
      return Decision.accept(new LobbyLeft(user));
    }
    List<ClassroomEvent> events = new ArrayList<>();
    if (state.hasHandUp(user)) {
      events.add(new HandLowered(user));
    }
    events.addAll(ScreenRules.stopped(state, user));
    events.add(new MemberLeft(user, context.now()));
    return Decision.acceptAll(events);
  }
}
