package io.lyceum.media.janus;

/** What Janus tells of a handle by itself. */
enum JanusEvent {
  /** Media can flow: ICE and DTLS are through. */
  CONNECTED,
  /** The other side is gone, or the handle is. */
  ENDED
}
