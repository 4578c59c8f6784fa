package io.lyceum.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.CommandId;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The door to every topic for REST and flows, wherever its entity lives. Stages fail with {@link
 * io.lyceum.platform.http.Refusal}.
 */
public interface Topics {
  /** Whether there is a kind for this topic; says nothing of whether the topic exists. */
  boolean knows(TopicId topic);

  /**
   * A command as a client sends it.
   *
   * @param follows the id of the client's command before it on the topic
   * @param trace the trace it is recorded in; null when it is not
   */
  record ClientCommand(
      CommandId id,
      @Nullable CommandId follows,
      String type,
      JsonNode data,
      @Nullable String trace) {}

  /** Sends a client's command and gives whatever the topic says; never fails. */
  CompletionStage<Answer> submit(TopicId topic, Caller caller, ClientCommand command);

  /**
   * Sends a command a client may send; completes with its seq once durable. A lost answer is asked
   * for again with the same id until the timeout, then fails with {@code unavailable}.
   */
  CompletionStage<Long> command(TopicId topic, Caller caller, ClientCommand command);

  /**
   * The same for the server's own commands, internal types too: under a fresh id; {@code data} is
   * written as JSON.
   */
  CompletionStage<Long> tell(TopicId topic, Caller caller, String type, Object data);

  /** Asks a topic's state a named question, {@link TopicFrames#report}. */
  default CompletionStage<Object> report(TopicId topic, Caller caller, String name) {
    return stateReport(topic, caller, name).thenApply(StateReport::report);
  }

  /**
   * The same with how fresh it is: who heard of an event by the journal may be faster than the
   * topic itself.
   */
  CompletionStage<StateReport> stateReport(TopicId topic, Caller caller, String name);

  /** A report, and the number of the last entry in the state it is of. */
  record StateReport(long seq, Object report) {}

  /**
   * A page of event frames the caller may see, in ascending order of seq: the last {@code limit}
   * below {@code before}, or the first above {@code after}.
   */
  CompletionStage<Page> events(
      TopicId topic, Caller caller, OptionalLong before, OptionalLong after, int limit);

  /** Tells one session of a topic something, as a signal of the server: now or never. */
  void say(TopicId topic, SessionId to, String type, Object data);

  /**
   * Something outside changed what this person may do in the topic: they are admitted anew or cut
   * off.
   */
  void recheck(TopicId topic, UserId user);

  /** Whether another page lies beyond, and the frames. */
  record Page(List<PastFrame> events, boolean more) {}
}
