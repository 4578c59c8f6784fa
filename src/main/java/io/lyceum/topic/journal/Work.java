package io.lyceum.topic.journal;

import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.TopicRole;
import io.lyceum.topic.Answer;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One thing for the writer to decide. */
public sealed interface Work<C> {
  /**
   * A person's (or the server's) command.
   *
   * @param sent the command's id and under whose name it is remembered
   * @param follows the id of the sender's command before it, which must have been accepted
   * @param elsewhere the caller's role in the topic that decides who may be here, when this topic
   *     asks another
   * @param trace the trace it is recorded in; null when it is not
   */
  record Order<C>(
      C command,
      Caller caller,
      Sent sent,
      @Nullable CommandId follows,
      @Nullable TopicRole elsewhere,
      @Nullable String trace,
      ActorRef<Answer> replyTo)
      implements Work<C> {}

  /** The alarm has come. */
  record Wake<C>() implements Work<C> {}

  /** A person's first session came at {@code at}, or the last one was lost then. */
  record Presence<C>(Caller caller, TopicRole role, boolean arrived, Instant at)
      implements Work<C> {}
}
