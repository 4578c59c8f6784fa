package io.lyceum.socket;

import io.lyceum.core.ErrorCode;
import io.lyceum.platform.http.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which handshakes are let in: pages of ours only, and who speaks the one subprotocol. */
record Handshakes(Origins origins) {
  /** Why this one is not; empty when it is. */
  Optional<Refusal> unfit(@Nullable String origin, String host, List<String> protocols) {
    if (origin != null && !origins.allow(origin, host)) {
      return Optional.of(
          Refusal.of(ErrorCode.FORBIDDEN, "This page's origin is not on the allow-list."));
    }
    return protocols.isEmpty() || protocols.contains(SocketRoute.PROTOCOL)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(ErrorCode.INVALID, "The subprotocol is " + SocketRoute.PROTOCOL + "."));
  }
}
