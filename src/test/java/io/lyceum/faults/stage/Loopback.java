package io.lyceum.faults.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Addresses of this machine for the hosts, where namespaces are not allowed; nothing breaks here.
 */
public final class Loopback implements Network {
  private final Map<String, Host> hosts = new LinkedHashMap<>();

  @Override
  public Host host(String name) {
    return hosts.computeIfAbsent(name, n -> new Host(n, "127.0.77." + (11 + hosts.size())));
  }

  @Override
  public List<String> on(Host host, List<String> command) {
    return command;
  }

  @Override
  public boolean canBreak() {
    return false;
  }

  @Override
  public void cut(Host from, Host to) {
    throw new UnsupportedOperationException("links cannot be cut on loopback");
  }

  @Override
  public void lose(Host host, double share) {
    throw new UnsupportedOperationException("links cannot lose on loopback");
  }

  @Override
  public void slow(Host host, String rate) {
    throw new UnsupportedOperationException("links cannot be slowed on loopback");
  }

  @Override
  public void heal() {}

  @Override
  public long dropped() {
    return 0;
  }
}
