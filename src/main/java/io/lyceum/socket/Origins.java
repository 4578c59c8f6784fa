package io.lyceum.socket;

import java.util.Set;

/**
 * Which pages may open a socket: this server's own and those on the allow-list, compared exactly
 * (RFC 6454); the framework does not look. Clients that are no pages send no origin.
 */
public record Origins(Set<String> allowed) {
  public Origins {
    allowed = Set.copyOf(allowed);
  }

  boolean allow(String origin, String host) {
    return allowed.contains(origin)
        || origin.equals("http://" + host)
        || origin.equals("https://" + host);
  }
}
