package io.lyceum.socket;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages may open a socket, compared exactly (RFC 6454); the framework does not look. Clients
 * that are no pages send no origin. Without a list it is this server's own page, under a name that
 * is surely ours: a name that a stranger's DNS points here is not.
 */
public final class Origins {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private final Set<String> allowed;
  private final Set<String> ownNames;

  /**
   * @param allowed {@code scheme://host[:port]} each; empty for the own page only
   * @param host the address the server listens on
   */
  public Origins(List<String> allowed, String host) {
    this.allowed = Set.copyOf(allowed);
    this.ownNames = Set.of("localhost", host.equals("localhost") ? "127.0.0.1" : host);
  }

  boolean allow(String origin, String hostHeader) {
    if (!allowed.isEmpty()) {
      return allowed.contains(origin);
    }
    String name = hostHeader.replaceAll(":\\d+$", "");
    boolean ours = ownNames.contains(name) || ADDRESS.matcher(name).matches();
    return ours && origin.equals("http://" + hostHeader);
  }
}
