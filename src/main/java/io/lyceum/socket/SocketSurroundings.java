package io.lyceum.socket;

import io.lyceum.core.TopicId;
import io.lyceum.hub.Hub;
import io.lyceum.topic.Topics;
import io.lyceum.topic.entity.TopicMessage;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * What every socket of a node shares.
 *
 * @param limits what sockets may do together
 * @param nanos a clock that never goes back, for durations
 * @param random where spread figures come from
 */
public record SocketSurroundings(
    SocketSettings settings,
    SharedLimits limits,
    SocketAuthentication authentication,
    Topics topics,
    Function<TopicId, RecipientRef<TopicMessage>> entities,
    ActorRef<Hub.Message> hub,
    Clock clock,
    LongSupplier nanos,
    Supplier<RandomGenerator> random) {}
