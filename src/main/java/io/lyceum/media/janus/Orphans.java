package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which rooms of Janus' list a crash may have left behind: ours, old, and nobody sends in them. */
final class Orphans {
  /**
   * A room that is swept though people still listen is opened anew as soon as somebody sends; this
   * keeps that rare.
   */
  private static final Duration OLD = Duration.ofHours(1);

  private Orphans() {}

  static List<Long> of(JsonNode rooms, Instant now) {
    List<Long> orphans = new ArrayList<>();
    for (JsonNode room : rooms) {
      String description = room.path("description").asText();
      if (description.startsWith(VideoRoom.MARK)
          && room.path("num_participants").asInt(1) == 0
          && openedAt(description).plus(OLD).isBefore(now)) {
        orphans.add(room.path("room").asLong());
      }
    }
    return orphans;
  }

  private static Instant openedAt(String description) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(description.substring(VideoRoom.MARK.length())));
    } catch (NumberFormatException e) {
      return Instant.MAX.minus(OLD);
    }
  }
}
