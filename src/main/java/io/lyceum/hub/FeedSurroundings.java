package io.lyceum.hub;

import io.lyceum.core.TopicId;
import io.lyceum.topic.entity.TopicMessage;
import io.lyceum.topic.frame.Replay;
import java.time.Clock;
import java.util.function.Function;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * What every feed of a node shares.
 *
 * @param entities reaches a topic's entity, wherever it lives
 * @param maxReplay missed events beyond which a snapshot is sent instead
 */
public record FeedSurroundings(
    Function<TopicId, RecipientRef<TopicMessage>> entities,
    Replay replay,
    HubSettings settings,
    int maxReplay,
    Clock clock,
    HubMetrics metrics) {}
