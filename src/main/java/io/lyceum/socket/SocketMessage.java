package io.lyceum.socket;

import io.lyceum.core.CommandId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.hub.SubscriberMessage;
import io.lyceum.platform.tracing.Traced;
import io.lyceum.topic.Answer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a socket hears beside its feeds: its transport, the answers to its commands, the registry.
 */
sealed interface SocketMessage extends SubscriberMessage {
  /** The stream may give the next frame. */
  enum Taken {
    TAKEN
  }

  /** What a stream is told to write. */
  sealed interface Outgoing {
    record Text(String text) implements Outgoing {}

    /** Write what was handed over, then close. */
    record Complete() implements Outgoing {}
  }

  /** What {@link SocketFlow} says. */
  sealed interface FromStream extends SocketMessage {}

  record Opening(ActorRef<Taken> stream) implements FromStream {}

  /** A whole text frame; {@code stream} waits for {@link Taken} before the next. */
  record Frame(ActorRef<Taken> stream, String text) implements FromStream {}

  /** A frame that cannot be one of ours: binary, or larger than allowed. */
  record Unusable(ActorRef<Taken> stream, CloseReason reason) implements FromStream {}

  /** The client's side is over. */
  record Closed() implements FromStream {}

  /** The way out stands. */
  record Connected(ActorRef<Outgoing> out) implements FromStream {}

  /** The last text was passed on; the next may follow. */
  record Written() implements FromStream {}

  record Answered(
      CommandId id,
      TopicId topic,
      UserId by,
      Answer answer,
      long startedNanos,
      @Nullable Traced span)
      implements SocketMessage {}

  /** The registry or the drain ends this socket. */
  record End(CloseReason reason) implements SocketMessage {}

  enum Nudge implements SocketMessage {
    /** From the registry, every now and then: look after silence, slowness, expiry. */
    TICK,
    /** What waits may go out. */
    FLUSH,
    HELLO_LATE,
    LET_GO
  }
}
