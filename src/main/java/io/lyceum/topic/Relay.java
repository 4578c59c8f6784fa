package io.lyceum.topic;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;

/** What becomes of a signal: who gets it and what it says, or why it is refused. */
public sealed interface Relay {
  /** Passed on, to the named recipient or else to the audience; the sender never gets it back. */
  record To(Audience audience, String type, Object data) implements Relay {}

  /** Not passed on: for the server itself, whose {@link Attendant} takes it as it was said. */
  record Handed() implements Relay {}

  record Refused(Rejection rejection) implements Relay {}

  static Relay unknown(String type) {
    return new Refused(
        new Rejection(ErrorCode.UNKNOWN_TYPE, "This topic has no signal of type " + type + "."));
  }
}
