package io.lyceum.media.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.MediaPlan;
import io.lyceum.media.MediaServer;
import io.lyceum.media.MediaServer.News;
import io.lyceum.topic.ClusterMessage;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a topic's room understands. */
sealed interface RoomMessage {
  /** A member's signal, which the topic has let through. */
  record Heard(UserId user, SessionId session, String type, JsonNode data)
      implements RoomMessage, ClusterMessage {}

  /** The topic's plan may be another since its entry of this number. */
  record Changed(long seq) implements RoomMessage, ClusterMessage {}

  /** The region asks it to leave memory. */
  record Stop() implements RoomMessage, ClusterMessage {}

  /** What came of a step, as a change of the seating; void when the room is another by now. */
  record Outcome(long ofRoom, Function<Seating, List<Step>> then) implements RoomMessage {}

  /**
   * The topic's answer.
   *
   * @param plan null when it gave none
   * @param seq of the topic's last entry in it
   * @param covers up to which signal it is fresh
   */
  record PlanRead(@Nullable MediaPlan plan, long seq, long covers) implements RoomMessage {}

  /**
   * A room is open.
   *
   * @param server null when it could not be
   */
  record Opened(long room, MediaServer.@Nullable Room server) implements RoomMessage {}

  record Happened(long room, News news) implements RoomMessage {}

  /** What is for the recorder. */
  sealed interface OfRecorder extends RoomMessage {}

  /**
   * A part of the recording was begun for a feed, or may not be.
   *
   * @param part null when nothing is kept of it
   */
  record Noted(Feed feed, long attempt, @Nullable String part) implements OfRecorder {}

  /** Of these parts nothing may be kept any more. */
  record Withdrawn(Set<String> parts) implements OfRecorder {}

  enum Nudge implements RoomMessage {
    TICK,
    READ_AGAIN,
    SPEAKERS
  }
}
