package io.lyceum.platform.gateway;

import io.lyceum.platform.settings.Network;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the client is. A header such as X-Forwarded-For is anyone's claim; only what proxies of ours
 * wrote counts, and each of them appends the address it was called from: so the client is the
 * right-most address that is no proxy.
 */
public final class TrustedProxies {
  private static final int MOST_HOPS = 32;

  private final List<Network> networks;

  public TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  public boolean trusts(InetAddress peer) {
    return networks.stream().anyMatch(network -> network.contains(peer));
  }

  /**
   * The client behind {@code peer}.
   *
   * @param forwardedFor the values of X-Forwarded-For in their order
   */
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    if (forwardedFor.isEmpty() || !trusts(peer)) {
      return peer;
    }
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
      InetAddress hop = address(hops[i].strip());
      if (hop == null) {
        // Whoever wrote this is no proxy of ours: behind it nothing is known.
        return client;
      }
      client = hop;
      if (!trusts(hop)) {
        return client;
      }
    }
    return client;
  }

  /** Some proxies write the port too. */
  private static @Nullable InetAddress address(String text) {
    String host = text;
    if (text.startsWith("[") && text.indexOf(']') > 0) {
      host = text.substring(1, text.indexOf(']'));
    } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      host = text.replaceFirst(":\\d+$", "");
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
