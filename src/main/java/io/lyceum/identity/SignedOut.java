package io.lyceum.identity;

import io.lyceum.core.UserId;
import java.util.Optional;
import java.util.UUID;

/** Told when sign-ins of a person end, so that their sockets end on every node. */
@FunctionalInterface
public interface SignedOut {
  /**
   * @param session the one that ended; empty when all of the person's did
   */
  void signedOut(UserId user, Optional<UUID> session);
}
