package io.lyceum.topic.journal;

import io.lyceum.core.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a topic's journal: a fact and its circumstances.
 *
 * @param event null when an accepted command changed nothing: it is remembered all the same, so
 *     that its id is known after a crash
 * @param by who caused it; {@code system} for time itself
 * @param sent the command; null when time or presence caused it
 * @param alarm when the topic must next be woken, as of this entry; read by the {@code due}
 *     projection
 */
public record Recorded<E>(
    @Nullable E event, UserId by, @Nullable Sent sent, Instant at, @Nullable Instant alarm) {}
