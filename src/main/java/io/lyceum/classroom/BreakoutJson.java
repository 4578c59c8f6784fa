package io.lyceum.classroom;

import io.lyceum.classroom.domain.HelpRequest;
import io.lyceum.core.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shapes of breakout rooms on the wire; what is null or empty is left out. */
final class BreakoutJson {
  private BreakoutJson() {}

  /**
   * @param id of the class that the room is
   * @param members who has a seat there; to staff only
   */
  record Room(int number, String id, @Nullable List<UserId> members) {}

  record Opened(Instant until, List<Room> rooms) {}

  record OwnRoom(int room) {}

  record Seated(UserId user, Optional<Integer> room) {}

  /**
   * @param room where the viewer has a seat
   * @param help to staff all who ask, to others what they asked themselves
   */
  record Snapshot(
      Instant until, List<Room> rooms, Optional<Integer> room, List<HelpRequest> help) {}
}
