package io.lyceum.topic;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;

/** What becomes of a signal: who gets it and what it says, or why it is refused. */
public sealed interface Relay {
  /** Passed on, to the named recipient or else to the audience; the sender never gets it back. */
  record To(Audience audience, String type, Object data) implements Relay {}

  /** Not passed on: for the server itself, whose {@link Attendant} takes it as it was said. */
  record Handed() implements Relay {}

  /**
   * Passed on, but for each stream only so many until one begins anew; the entity counts while it
   * is in memory.
   *
   * @param stream what is counted together
   * @param begins whether this one begins anew, and is itself not counted
   * @param over what is said to one too many
   */
  record Counted(To to, String stream, int most, boolean begins, Rejection over) implements Relay {}

  record Refused(Rejection rejection) implements Relay {}

  static Relay unknown(String type) {
    return new Refused(
        new Rejection(ErrorCode.UNKNOWN_TYPE, "This topic has no signal of type " + type + "."));
  }
}
