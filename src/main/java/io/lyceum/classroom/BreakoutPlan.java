package io.lyceum.classroom;

import io.lyceum.classroom.domain.Breakout;
import io.lyceum.classroom.domain.BreakoutRoom;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.ClassroomState;
import io.lyceum.classroom.domain.Founding;
import io.lyceum.classroom.domain.Participant;
import io.lyceum.classroom.domain.RoomPerson;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How the rooms of a class ought to be, for the flow that arranges them; none while it is whole.
 */
public record BreakoutPlan(List<Room> rooms) {
  /** The name of the report, for the server alone. */
  public static final String REPORT = "breakout";

  /**
   * @param id of the class that the room is
   */
  public record Room(
      String id, int number, String title, Teacher teacher, List<RoomPerson> people) {
    /** The data of {@code room:arrange}. */
    public Map<String, Object> arrangement(TopicId split) {
      return Map.of(
          "classId",
          split.id(),
          "number",
          number,
          "title",
          title,
          "teacher",
          teacher,
          "people",
          people);
    }
  }

  /** Reads what the topic reported, on whatever node it lives. */
  public static BreakoutPlan read(Object report) {
    return Json.MAPPER.convertValue(report, BreakoutPlan.class);
  }

  static BreakoutPlan of(ClassroomState state) {
    return new BreakoutPlan(
        state.breakout().stream()
            .flatMap(breakout -> breakout.rooms().stream().map(room -> room(state, breakout, room)))
            .toList());
  }

  private static Room room(ClassroomState state, Breakout breakout, BreakoutRoom room) {
    Founding founding = state.founding().orElseThrow();
    return new Room(
        room.id(),
        room.number(),
        founding.title() + ", room " + room.number(),
        founding.teacher(),
        people(state, breakout, room.number()));
  }

  /** Assistants are in every room, so that they can go about as the teacher can. */
  private static List<RoomPerson> people(ClassroomState state, Breakout breakout, int number) {
    return state.people().entrySet().stream()
        .filter(
            person ->
                person.getValue().role() == ClassroomRole.ASSISTANT
                    || breakout.roomOf(person.getKey()).filter(room -> room == number).isPresent())
        .map(
            (Map.Entry<UserId, Participant> person) ->
                new RoomPerson(
                    person.getKey(),
                    person.getValue().name(),
                    person.getValue().role() == ClassroomRole.ASSISTANT))
        .sorted(Comparator.comparing(person -> person.user().value()))
        .toList();
  }
}
