package io.lyceum.classroom;

import io.lyceum.classroom.domain.Breakout;
import io.lyceum.classroom.domain.BreakoutRoom;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutClosed;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutOpened;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAnswered;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAsked;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.MemberSeated;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.RoomsAnnounced;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.topic.Audience;
import io.lyceum.topic.View;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is seen of breakout rooms: staff see who is where, a pupil only where they are. */
final class BreakoutFrames {
  private BreakoutFrames() {}

  static List<View> views(BreakoutEvent event) {
    return switch (event) {
      case BreakoutOpened opened -> opened(opened);
      case MemberSeated(UserId user, var room) ->
          staffAnd(user, "breakout:seated", new BreakoutJson.Seated(user, room));
      case BreakoutClosed _ ->
          List.of(View.to(ClassroomFrames.INSIDE, "breakout:closed", Map.of()));
      case RoomsAnnounced(UserId user, String name, String text) ->
          List.of(
              View.to(
                  ClassroomFrames.INSIDE,
                  "breakout:announced",
                  Map.of("user", user, "name", name, "text", text)));
      case HelpAsked(int room, UserId user, String name, _) ->
          staffAnd(user, "help:asked", Map.of("room", room, "user", user, "name", name));
      case HelpAnswered(int room, UserId user) ->
          staffAnd(user, "help:answered", Map.of("room", room, "user", user));
    };
  }

  static BreakoutJson.Snapshot snapshot(Breakout breakout, Viewer viewer) {
    boolean staff = ClassroomFrames.isStaff(viewer);
    return new BreakoutJson.Snapshot(
        breakout.until(),
        rooms(breakout.rooms(), breakout.seats(), staff),
        breakout.roomOf(viewer.user()),
        breakout.help().stream()
            .filter(request -> staff || request.user().equals(viewer.user()))
            .toList());
  }

  private static List<View> opened(BreakoutOpened opened) {
    Map<UserId, BreakoutJson.OwnRoom> own =
        opened.seats().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, seat -> new BreakoutJson.OwnRoom(seat.getValue())));
    return List.of(
        View.to(ClassroomFrames.STAFF, "breakout:opened", opened(opened, true)),
        View.to(ClassroomFrames.INSIDE, "breakout:opened", opened(opened, false)).withOwn(own));
  }

  private static BreakoutJson.Opened opened(BreakoutOpened opened, boolean staff) {
    return new BreakoutJson.Opened(opened.until(), rooms(opened.rooms(), opened.seats(), staff));
  }

  private static List<BreakoutJson.Room> rooms(
      List<BreakoutRoom> rooms, Map<UserId, Integer> seats, boolean staff) {
    return rooms.stream()
        .map(
            room ->
                new BreakoutJson.Room(
                    room.number(), room.id(), staff ? members(room.number(), seats) : null))
        .toList();
  }

  private static List<UserId> members(int room, Map<UserId, Integer> seats) {
    return seats.entrySet().stream()
        .filter(seat -> seat.getValue() == room)
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(UserId::value))
        .toList();
  }

  /** Who waits in the lobby by now is not told. */
  private static List<View> staffAnd(UserId user, String type, Object data) {
    Audience pupil = new Audience(Set.of(ClassroomFrames.PUPIL), Set.of(user), Set.of());
    return List.of(View.to(ClassroomFrames.STAFF, type, data), View.to(pupil, type, data));
  }
}
