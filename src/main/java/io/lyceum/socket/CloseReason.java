package io.lyceum.socket;

import java.util.Locale;

/**
 * Why the server ends a socket; said in {@code bye} just before, since the close code itself can
 * only be 1000 or 1011.
 */
public enum CloseReason {
  GOING_AWAY(true, "This node is going away; another takes over."),
  UNAUTHENTICATED(false, "The token is missing, wrong or expired."),
  SIGNED_OUT(false, "You signed out."),
  HEARTBEAT_LOST(true, "Nothing was heard from you for too long."),
  BAD_FRAMES(false, "Too many frames could not be read."),
  TOO_LARGE(false, "A frame was larger than allowed."),
  FLOODING(true, "Too many frames in too short a time."),
  TOO_SLOW(true, "You read too slowly for what you subscribed."),
  REPLACED(false, "You opened more sockets than allowed; the oldest ends."),
  INTERNAL(true, "Something went wrong on our side.");

  private final boolean reconnect;
  private final String reason;

  CloseReason(boolean reconnect, String reason) {
    this.reconnect = reconnect;
    this.reason = reason;
  }

  /** Whether a client should come back by itself. */
  public boolean reconnect() {
    return reconnect;
  }

  public String reason() {
    return reason;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
