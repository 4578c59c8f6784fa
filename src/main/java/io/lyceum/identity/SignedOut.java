package io.lyceum.identity;

import io.lyceum.core.UserId;

/** Told when a person signs out, so that their sockets end on every node. */
@FunctionalInterface
public interface SignedOut {
  void signedOut(UserId user);
}
