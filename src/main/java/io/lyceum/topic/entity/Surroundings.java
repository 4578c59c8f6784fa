package io.lyceum.topic.entity;

import io.lyceum.core.TopicId;
import io.lyceum.topic.Attendant;
import io.lyceum.topic.TopicMetrics;
import io.lyceum.topic.TopicSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * What every entity of a node shares.
 *
 * @param others reaches any topic's entity
 * @param lastSeen when people who were here at the given time of the last entry were surely seen
 *     last, if none of them comes back after a crash
 * @param random where the jitter of pauses comes from
 * @param committed told after each commit: projections look at once
 * @param attendant takes the signals for the server itself
 */
public record Surroundings(
    Clock clock,
    TopicSettings settings,
    TopicMetrics metrics,
    Function<TopicId, RecipientRef<TopicMessage>> others,
    UnaryOperator<Instant> lastSeen,
    Supplier<RandomGenerator> random,
    Runnable committed,
    Attendant attendant) {}
