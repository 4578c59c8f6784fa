package io.lyceum.media.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.topic.ClusterMessage;

/** What a topic's room understands. */
sealed interface RoomMessage {
  /** A member's signal, which the topic has let through. */
  record Heard(UserId user, SessionId session, String type, JsonNode data)
      implements RoomMessage, ClusterMessage {}

  /** The topic's plan may be another now. */
  record Changed() implements RoomMessage, ClusterMessage {}

  /** The region asks it to leave memory. */
  record Stop() implements RoomMessage, ClusterMessage {}

  /** What the room tells itself. */
  non-sealed interface Internal extends RoomMessage {}
}
