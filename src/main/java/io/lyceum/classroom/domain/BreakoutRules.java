package io.lyceum.classroom.domain;

import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AnnounceToRooms;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AnswerHelp;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AskForHelp;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.CloseBreakout;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.OpenBreakout;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.SeatMember;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutClosed;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.BreakoutOpened;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAnswered;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.HelpAsked;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.MemberSeated;
import io.lyceum.classroom.domain.ClassroomEvent.BreakoutEvent.RoomsAnnounced;
import io.lyceum.core.Caller;
import io.lyceum.core.Context;
import io.lyceum.core.Decision;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pcollections.PMap;

/** A class is split into rooms until a deadline; only pupils have seats, the others go about. */
final class BreakoutRules {
  private BreakoutRules() {}

  static Decision<ClassroomEvent> decide(
      ClassroomState state, BreakoutCommand command, Context context) {
    return switch (command) {
      case AskForHelp _ -> ask(state, context);
      case OpenBreakout open -> open(state, open, context);
      case CloseBreakout _ ->
          ClassroomDecider.isStaff(context)
              ? Decision.acceptAll(closing(state))
              : Decision.reject(ClassroomRejection.STAFF_ONLY);
      case SeatMember seat -> byStaff(state, context, breakout -> seat(state, breakout, seat));
      case AnnounceToRooms announce ->
          byStaff(state, context, _ -> announce(context.caller(), announce));
      case AnswerHelp answer -> byStaff(state, context, breakout -> answer(breakout, answer));
    };
  }

  /** Once the deadline has come; a call too early changes nothing. */
  static Decision<ClassroomEvent> wake(ClassroomState state, Context context) {
    return state.breakout().filter(breakout -> breakout.isOver(context.now())).isPresent()
        ? Decision.acceptAll(closing(state))
        : Decision.accept();
  }

  static List<ClassroomEvent> closing(ClassroomState state) {
    return state.breakout().stream()
        .<ClassroomEvent>map(breakout -> new BreakoutClosed(List.copyOf(breakout.rooms())))
        .toList();
  }

  /**
   * With the same command, who is no pupil of the class any more loses their seat, and who has one
   * shows the class no screen.
   */
  static Decision<ClassroomEvent> following(
      ClassroomState state, Decision<ClassroomEvent> decision) {
    if (!(decision instanceof Decision.Accepted<ClassroomEvent>(var events))
        || (state.breakout().isEmpty() && !opens(events))) {
      return decision;
    }
    ClassroomState after = state;
    for (ClassroomEvent event : events) {
      after = ClassroomEvolution.evolve(after, event);
    }
    List<ClassroomEvent> all = new ArrayList<>(events);
    for (UserId user : seated(after)) {
      if (isPupil(after, user)) {
        all.addAll(ScreenRules.stopped(after, user));
      } else {
        all.add(new MemberSeated(user, Optional.empty()));
      }
    }
    return Decision.acceptAll(all);
  }

  private static boolean opens(List<ClassroomEvent> events) {
    return events.stream().anyMatch(BreakoutOpened.class::isInstance);
  }

  private static List<UserId> seated(ClassroomState state) {
    return state.breakout().stream()
        .flatMap(breakout -> breakout.seats().keySet().stream())
        .sorted(Comparator.comparing(UserId::value))
        .toList();
  }

  static boolean isPupil(ClassroomState state, UserId user) {
    Participant person = state.people().get(user);
    return person != null && person.role() == ClassroomRole.PUPIL;
  }

  private static Decision<ClassroomEvent> open(
      ClassroomState state, OpenBreakout open, Context context) {
    if (!ClassroomDecider.isStaff(context)) {
      return Decision.reject(ClassroomRejection.STAFF_ONLY);
    }
    if (!state.isRunning()) {
      return Decision.reject(ClassroomRejection.NOT_RUNNING);
    }
    if (state.breakout().isPresent()) {
      return Decision.reject(ClassroomRejection.BREAKOUT_IS_OPEN);
    }
    PMap<UserId, Integer> seats = Seats.of(state, open, context).orElse(null);
    if (seats == null) {
      return Decision.reject(
          Rejection.invalid("seats", "must give pupils of the class one of the rooms, each once"));
    }
    // The number of this event is in the name: no two rooms of a class are ever the same topic.
    String prefix = context.topic().id() + "." + context.nextSeq() + ".";
    List<BreakoutRoom> rooms =
        IntStream.rangeClosed(1, open.rooms())
            .mapToObj(number -> new BreakoutRoom(number, prefix + number))
            .toList();
    return Decision.accept(new BreakoutOpened(rooms, context.now().plus(open.time()), seats));
  }

  private static Decision<ClassroomEvent> seat(
      ClassroomState state, Breakout breakout, SeatMember seat) {
    if (!state.people().containsKey(seat.user())) {
      return Decision.reject(ClassroomRejection.NO_SUCH_MEMBER);
    }
    if (!isPupil(state, seat.user())) {
      return Decision.reject(ClassroomRejection.ONLY_PUPILS_SIT);
    }
    if (seat.room().filter(room -> !breakout.has(room)).isPresent()) {
      return Decision.reject(ClassroomRejection.NO_SUCH_ROOM);
    }
    return breakout.roomOf(seat.user()).equals(seat.room())
        ? Decision.accept()
        : Decision.accept(new MemberSeated(seat.user(), seat.room()));
  }

  /** A room asks once until somebody has come, whoever of it asks again. */
  private static Decision<ClassroomEvent> ask(ClassroomState state, Context context) {
    UserId user = context.caller().user();
    Participant person = state.people().get(user);
    if (person == null || person.role() != ClassroomRole.PUPIL) {
      return Decision.reject(ClassroomRejection.PUPILS_ONLY);
    }
    Breakout breakout = running(state, context).orElse(null);
    if (breakout == null) {
      return Decision.reject(ClassroomRejection.NO_BREAKOUT);
    }
    Integer room = breakout.seats().get(user);
    if (room == null) {
      return Decision.reject(ClassroomRejection.IN_NO_ROOM);
    }
    return breakout.asksForHelp(room)
        ? Decision.accept()
        : Decision.accept(new HelpAsked(room, user, person.name(), context.now()));
  }

  private static Decision<ClassroomEvent> announce(Caller caller, AnnounceToRooms announce) {
    return Decision.accept(new RoomsAnnounced(caller.user(), caller.name(), announce.text()));
  }

  private static Decision<ClassroomEvent> answer(Breakout breakout, AnswerHelp answer) {
    return Decision.acceptAll(
        breakout.help().stream()
            .filter(request -> request.room() == answer.room())
            .map(request -> new HelpAnswered(request.room(), request.user()))
            .toList());
  }

  private static Decision<ClassroomEvent> byStaff(
      ClassroomState state, Context context, Function<Breakout, Decision<ClassroomEvent>> then) {
    return ClassroomDecider.isStaff(context)
        ? running(state, context)
            .map(then)
            .orElseGet(() -> Decision.reject(ClassroomRejection.NO_BREAKOUT))
        : Decision.reject(ClassroomRejection.STAFF_ONLY);
  }

  /** Past its deadline it is over, also in the moment before the class is woken. */
  private static Optional<Breakout> running(ClassroomState state, Context context) {
    return state.breakout().filter(breakout -> !breakout.isOver(context.now()));
  }
}
