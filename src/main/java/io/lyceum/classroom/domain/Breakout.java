package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A class that is split into rooms for a time.
 *
 * @param until when everybody is back, whatever happens to the server meanwhile
 * @param seats which pupil is in which room; who has none stays in the class
 * @param help the rooms that ask for it, in the order in which they did, each once
 */
public record Breakout(
    PVector<BreakoutRoom> rooms,
    Instant until,
    PMap<UserId, Integer> seats,
    PVector<HelpRequest> help) {

  public boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  boolean has(int number) {
    return rooms.stream().anyMatch(room -> room.number() == number);
  }

  public Optional<Integer> roomOf(UserId user) {
    return Optional.ofNullable(seats.get(user));
  }

  boolean asksForHelp(int room) {
    return help.stream().anyMatch(request -> request.room() == room);
  }

  Breakout seated(UserId user, Optional<Integer> room) {
    PMap<UserId, Integer> next =
        room.map(number -> seats.plus(user, number)).orElseGet(() -> seats.minus(user));
    return new Breakout(rooms, until, next, help);
  }

  Breakout asking(HelpRequest request) {
    return new Breakout(rooms, until, seats, help.plus(request));
  }

  Breakout answered(int room) {
    List<HelpRequest> others = help.stream().filter(request -> request.room() != room).toList();
    return new Breakout(rooms, until, seats, TreePVector.from(others));
  }
}
