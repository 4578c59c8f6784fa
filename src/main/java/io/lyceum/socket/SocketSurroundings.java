package io.lyceum.socket;

import io.lyceum.core.TopicId;
import io.lyceum.hub.Hub;
import io.lyceum.topic.Topics;
import io.lyceum.topic.entity.TopicMessage;
import java.time.Clock;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/** What every socket of a node shares. */
public record SocketSurroundings(
    SocketSettings settings,
    SocketAuthentication authentication,
    Topics topics,
    Function<TopicId, RecipientRef<TopicMessage>> entities,
    ActorRef<Hub.Message> hub,
    Clock clock) {}
