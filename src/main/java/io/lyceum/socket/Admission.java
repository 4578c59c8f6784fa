package io.lyceum.socket;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.limits.AddressGroup;
import io.lyceum.platform.limits.Limit;
import io.lyceum.platform.limits.Taken;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether one more socket is let in: there must be room, on the node and for its address, and
 * handshakes must not come faster than they can be served. The registry's own.
 */
final class Admission {
  /** A full node may have room elsewhere at once; an address must let go of a socket first. */
  private static final long FULL_MS = 2_000;

  private static final long ADDRESS_FULL_MS = 10_000;

  private final SocketSurroundings around;
  private final Map<String, Integer> open = new HashMap<>();

  Admission(SocketSurroundings around) {
    this.around = around;
  }

  /**
   * Why a client gets no socket now; null when it does.
   *
   * @param count how many sockets there are
   */
  @Nullable Refusal refusal(String client, int count, boolean leaving) {
    if (leaving || count >= around.settings().maxSockets()) {
      return refusal(ErrorCode.UNAVAILABLE, "This node takes no more sockets.", FULL_MS);
    }
    SharedLimits limits = around.limits();
    if (!limits.enabled()) {
      return null;
    }
    String group = AddressGroup.of(client);
    Taken handshake = limits.handshake(group);
    if (!handshake.granted()) {
      return refusal(
          ErrorCode.RATE_LIMITED,
          "Too many handshakes from this address.",
          handshake.retryAfterMs());
    }
    if (open.getOrDefault(group, 0) >= limits.socketsPerAddress()) {
      limits.refused(Limit.SOCKETS);
      return refusal(
          ErrorCode.RATE_LIMITED, "This address has as many sockets as it may.", ADDRESS_FULL_MS);
    }
    return limits.handshake().granted()
        ? null
        : refusal(ErrorCode.UNAVAILABLE, "Too many come at once. Try again soon.", later());
  }

  /** Spread, so that those who are sent away do not come back together. */
  private long later() {
    long spread = Math.max(1, around.settings().spread().toMillis());
    return 1_000 + around.random().get().nextLong(spread);
  }

  /** A socket is open; gives the name to let it go by. */
  String entered(String client) {
    String group = AddressGroup.of(client);
    open.merge(group, 1, Integer::sum);
    return group;
  }

  void left(String group) {
    open.computeIfPresent(group, (_, count) -> count > 1 ? count - 1 : null);
  }

  private static Refusal refusal(ErrorCode code, String message, long retryAfterMs) {
    return new Refusal(new Rejection(code, message), retryAfterMs);
  }
}
