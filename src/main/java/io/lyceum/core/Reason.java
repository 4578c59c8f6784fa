package io.lyceum.core;

/** A reason a decider refuses with; each kind lists its own in an enum ({@code ChatRejection}). */
@FunctionalInterface
public interface Reason {
  /** The code, and one sentence for the person who is refused. */
  Rejection rejection();
}
