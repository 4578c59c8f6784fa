package io.lyceum.media.janus;

/** What Janus tells of a handle by itself. */
sealed interface JanusEvent {
  /** Media can flow: ICE and DTLS are through. */
  record Connected() implements JanusEvent {}

  /** The other side is gone, or the handle is. */
  record Ended() implements JanusEvent {}

  /** The voice of the sender with this id, not always the handle's own. */
  record Speaks(long id, boolean now) implements JanusEvent {}
}
