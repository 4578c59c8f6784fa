package io.lyceum.core;

/** A reason a decider refuses with; each kind lists its own in an enum ({@code ChatRejection}). */
public interface Reason {
  ErrorCode code();

  /** One sentence for the person who is refused. */
  String message();

  default Rejection rejection() {
    return new Rejection(code(), message());
  }
}
