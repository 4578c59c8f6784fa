package io.lyceum.classroom;

import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomCommand.ArrangeRoom;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AnnounceToRooms;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AnswerHelp;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.AskForHelp;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.CloseBreakout;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.OpenBreakout;
import io.lyceum.classroom.domain.ClassroomCommand.BreakoutCommand.SeatMember;
import io.lyceum.classroom.domain.RoomOf;
import io.lyceum.classroom.domain.RoomPerson;
import io.lyceum.classroom.domain.Seat;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import java.time.Duration;
import java.util.Optional;

/** Wire JSON to the commands of breakout rooms. */
final class BreakoutCommands {
  /** A class of a hundred in pairs. */
  private static final int MAX_ROOMS = 50;

  private static final int SHORTEST = 5;
  private static final int LONGEST = 4 * 60 * 60;
  private static final int MAX_PEOPLE = 2000;
  private static final int MAX_TEXT = 1000;

  private BreakoutCommands() {}

  static CommandTable<ClassroomCommand> added(CommandTable<ClassroomCommand> table) {
    return table
        .on("breakout:open", BreakoutCommands::open)
        .on(
            "breakout:seat",
            f ->
                new SeatMember(
                    ClassroomCommands.user(f),
                    f.optionalNumber("room", 1, MAX_ROOMS).map(Math::toIntExact)))
        .on("breakout:close", _ -> new CloseBreakout())
        .on("breakout:announce", f -> new AnnounceToRooms(f.text("text", MAX_TEXT)))
        .on("help:ask", _ -> new AskForHelp())
        .on("help:answer", f -> new AnswerHelp(room(f)))
        .internal("room:arrange", BreakoutCommands::arrange);
  }

  private static ClassroomCommand open(Fields f) {
    return new OpenBreakout(
        (int) f.number("rooms", 1, MAX_ROOMS),
        Duration.ofSeconds(f.number("seconds", SHORTEST, LONGEST)),
        f.objects(
            "seats", 0, MAX_PEOPLE, seat -> new Seat(ClassroomCommands.user(seat), room(seat))),
        f.optionalParsed("others", false, "stay or deal", BreakoutCommands::deals).orElse(false));
  }

  private static Optional<Boolean> deals(String others) {
    return switch (others) {
      case "deal" -> Optional.of(true);
      case "stay" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static int room(Fields f) {
    return (int) f.number("room", 1, MAX_ROOMS);
  }

  private static ClassroomCommand arrange(Fields f) {
    return new ArrangeRoom(
        new RoomOf(
            f.text("classId", 2 * ClassroomCommands.MAX_ID),
            (int) f.number("number", 1, MAX_ROOMS)),
        f.text("title", 2 * ClassroomCommands.MAX_TITLE),
        ClassroomCommands.teacher(f),
        f.objects(
            "people",
            0,
            MAX_PEOPLE,
            person ->
                new RoomPerson(
                    ClassroomCommands.user(person),
                    person.text("name", ClassroomCommands.MAX_NAME),
                    person.flag("assistant"))));
  }
}
