package io.lyceum.socket;

import io.lyceum.core.CommandId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.platform.tracing.Traced;
import io.lyceum.topic.Answer;
import io.lyceum.topic.entity.SignalRefused;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a socket hears beside its feeds: its transport, the answers to its commands, the registry.
 */
sealed interface SocketMessage extends SubscriberMessage {
  /** The transport may give the next frame. */
  enum Taken {
    TAKEN
  }

  /** What the transport is told to write. */
  sealed interface Outgoing {
    record Text(String text) implements Outgoing {}

    /** Write what was handed over, then close. */
    record Complete() implements Outgoing {}
  }

  record Opening(ActorRef<Taken> transport) implements SocketMessage {}

  /** A whole text frame; {@code transport} waits for {@link Taken} before the next. */
  record Frame(ActorRef<Taken> transport, String text) implements SocketMessage {}

  /** A frame that cannot be one of ours: binary, or larger than allowed. */
  record Unusable(ActorRef<Taken> transport, CloseReason reason) implements SocketMessage {}

  /** The client's side is over. */
  record Closed() implements SocketMessage {}

  /** The way out stands. */
  record Connected(ActorRef<Outgoing> out) implements SocketMessage {}

  /** The last text was passed on; the next may follow. */
  record Written() implements SocketMessage {}

  record Answered(
      CommandId id,
      TopicId topic,
      UserId by,
      Answer answer,
      long startedNanos,
      @Nullable Traced span)
      implements SocketMessage {}

  /** A signal was not passed on. */
  record SignalBack(SignalRefused refused) implements SocketMessage {}

  /** The registry or the drain ends this socket. */
  record End(CloseReason reason) implements SocketMessage {}

  enum Nudge implements SocketMessage {
    TICK,
    TOKEN_EXPIRED,
    LET_GO
  }
}
