package io.lyceum.faults.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of a client's log.
 *
 * @param t the machine's monotonic clock in milliseconds: the same for all processes of a run
 * @param client whose line this is
 * @param room the topic; empty for what concerns the socket
 * @param key what was sent, {@code client/number}; null for what is no message
 * @param seq its place in the room, 0 when unknown
 * @param code why it failed; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Line(
    double t,
    What what,
    String client,
    String room,
    @Nullable String key,
    long seq,
    @Nullable String code) {
  /** What happened. */
  public enum What {
    /** The message was given to the client to send. */
    INVOKE,
    /** The server acknowledged it. */
    OK,
    /** It was refused for good. */
    FAIL,
    /** No answer came for a while: nobody knows, and it is sent again. */
    INFO,
    /** An event frame came. */
    RECV,
    /** The server said that it cannot continue where the client was; seq is where it goes on. */
    RESET,
    /** The client has subscribed and goes on after seq, from where it asked. */
    RESUME,
    /** At the end: the client has everything up to seq. */
    LEVEL,
    /** A socket was opened. */
    CONNECT,
    /** A socket has ended. */
    CLOSE
  }
}
