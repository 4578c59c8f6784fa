package io.lyceum.platform.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.time.Instant;

/**
 * One row of the journal as projections see it; {@code manifest} and {@code data} are read by the
 * kind's codec.
 */
public record StoredEvent(
    TopicId topic, long seq, String manifest, UserId by, Instant at, JsonNode data) {}
