package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutClosed;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutOpened;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAnswered;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAsked;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.MemberSeated;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.RoomsAnnounced;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.TreePVector;

/** How the facts of its rooms change a class. */
final class BreakoutEvolution {
  private BreakoutEvolution() {}

  static ClassroomState evolve(ClassroomState state, BreakoutEvent event) {
    return switch (event) {
      case BreakoutOpened opened ->
          state.withBreakout(
              Optional.of(
                  new Breakout(
                      TreePVector.from(opened.rooms()),
                      opened.until(),
                      opened.seats(),
                      TreePVector.empty())));
      case MemberSeated(var user, var room) -> change(state, b -> b.seated(user, room));
      case BreakoutClosed _ -> state.withBreakout(Optional.empty());
      case RoomsAnnounced _ -> state;
      case HelpAsked(int room, var user, String name, var at) ->
          change(state, b -> b.asking(new HelpRequest(room, user, name, at)));
      case HelpAnswered(int room, _) -> change(state, b -> b.answered(room));
    };
  }

  private static ClassroomState change(ClassroomState state, UnaryOperator<Breakout> change) {
    return state.withBreakout(state.breakout().map(change));
  }
}
