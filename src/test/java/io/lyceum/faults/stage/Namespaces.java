package io.lyceum.faults.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network namespace for each host, joined by a bridge. To be used inside a namespace of its own
 * ({@code unshare --net --mount}), so that nothing of it is left behind or seen outside.
 */
public final class Namespaces implements Network {
  private static final String NET = "10.77.0.";
  private static final String BRIDGE = "lyceum";

  private final Map<String, Host> hosts = new LinkedHashMap<>();

  private Namespaces() {}

  /** Lays the bridge, with an address for this process on it. */
  public static Namespaces create() {
    Shell.run("ip", "link", "set", "lo", "up");
    Shell.run("mkdir", "-p", "/run/netns");
    Shell.run("mount", "-t", "tmpfs", "none", "/run/netns");
    Shell.run("ip", "link", "add", BRIDGE, "type", "bridge");
    Shell.run("ip", "addr", "add", NET + "1/24", "dev", BRIDGE);
    Shell.run("ip", "link", "set", BRIDGE, "up");
    return new Namespaces();
  }

  @Override
  public Host host(String name) {
    return hosts.computeIfAbsent(name, this::lay);
  }

  private Host lay(String name) {
    Host host = new Host(name, NET + (11 + hosts.size()));
    String outside = "v" + name;
    Shell.run("ip", "netns", "add", name);
    Shell.run("ip", "link", "add", outside, "type", "veth", "peer", "name", "e0", "netns", name);
    Shell.run("ip", "link", "set", outside, "master", BRIDGE, "up");
    Shell.run("ip", "-n", name, "addr", "add", host.address() + "/24", "dev", "e0");
    Shell.run("ip", "-n", name, "link", "set", "e0", "up");
    Shell.run("ip", "-n", name, "link", "set", "lo", "up");
    return host;
  }

  @Override
  public List<String> on(Host host, List<String> command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", host.name()));
    inside.addAll(command);
    return inside;
  }

  @Override
  public boolean canBreak() {
    return true;
  }

  @Override
  public void cut(Host from, Host to) {
    iptables(to, "-A", "INPUT", "-s", from.address(), "-j", "DROP");
  }

  @Override
  public void lose(Host host, double share) {
    iptables(
        host,
        "-A",
        "INPUT",
        "-m",
        "statistic",
        "--mode",
        "random",
        "--probability",
        Double.toString(share),
        "-j",
        "DROP");
  }

  @Override
  public void slow(Host host, String rate) {
    Shell.run(
        on(
            host,
            List.of(
                "tc", "qdisc", "add", "dev", "e0", "root", "tbf", "rate", rate, "burst", "16kb",
                "latency", "400ms")));
  }

  @Override
  public void heal() {
    for (Host host : hosts.values()) {
      iptables(host, "-F", "INPUT");
      iptables(host, "-Z", "INPUT");
      if (Shell.run(on(host, List.of("tc", "qdisc", "show", "dev", "e0"))).contains("tbf")) {
        Shell.run(on(host, List.of("tc", "qdisc", "del", "dev", "e0", "root")));
      }
    }
  }

  @Override
  public long dropped() {
    return hosts.values().stream()
        .flatMap(host -> iptables(host, "-nvxL", "INPUT").lines())
        .filter(line -> line.contains("DROP") && !line.startsWith("Chain"))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[0]))
        .sum();
  }

  private String iptables(Host host, String... arguments) {
    List<String> command = new ArrayList<>(List.of("iptables", "-w"));
    command.addAll(List.of(arguments));
    return Shell.run(on(host, command));
  }
}
