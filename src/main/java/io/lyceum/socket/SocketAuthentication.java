package io.lyceum.socket;

import io.lyceum.core.Caller;
import java.time.Instant;
import java.util.Optional;

/** Knows who a token speaks for and until when. */
@FunctionalInterface
public interface SocketAuthentication {
  /** Who the token speaks for; the socket is ended at {@code until}. */
  record Verified(Caller caller, Instant until) {}

  Optional<Verified> verify(String token);
}
