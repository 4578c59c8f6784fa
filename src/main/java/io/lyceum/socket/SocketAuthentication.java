package io.lyceum.socket;

import io.lyceum.core.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Knows who a token speaks for and until when. */
@FunctionalInterface
public interface SocketAuthentication {
  /**
   * Who the token speaks for; the socket is ended at {@code until}.
   *
   * @param session the sign-in it belongs to; the socket ends with it
   */
  record Verified(Caller caller, Instant until, Optional<UUID> session) {}

  Optional<Verified> verify(String token);
}
