package io.lyceum.platform.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the journal as projections see it; {@code manifest} and {@code data} are read by the
 * kind's codec.
 *
 * @param alarm when the topic wanted to be woken next, as of this event
 * @param command the id of the command it came from; null when time or presence caused it
 */
public record StoredEvent(
    TopicId topic,
    long seq,
    String manifest,
    UserId by,
    Instant at,
    JsonNode data,
    @Nullable Instant alarm,
    @Nullable String command) {
  public StoredEvent(
      TopicId topic, long seq, String manifest, UserId by, Instant at, JsonNode data) {
    this(topic, seq, manifest, by, at, data, null, null);
  }
}
