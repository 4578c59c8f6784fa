package io.lyceum.faults.stage;

import java.util.List;

/** What the hosts are joined by, and how it can be broken. */
public interface Network {
  /** A host of this network; the same one for the same name. */
  Host host(String name);

  /** The command as it must be started to run on that host. */
  List<String> on(Host host, List<String> command);

  /** Whether links can be cut, made lossy and slowed here. */
  boolean canBreak();

  /** Nothing from {@code from} reaches {@code to} any more; the other way still works. */
  void cut(Host from, Host to);

  /** This share of what reaches the host is thrown away. */
  void lose(Host host, double share);

  /** What the host sends goes out at this rate, for instance {@code 256kbit}. */
  void slow(Host host, String rate);

  /** All links are good again. */
  void heal();

  /** Packets thrown away since the last {@link #heal}: whether a cut was felt. */
  long dropped();
}
