package io.lyceum.platform.settings;

import java.util.Locale;

/** A part of the work that a node takes on; one that runs alone has all. */
public enum NodeRole {
  /** Sockets and REST. */
  EDGE,
  /** Topics. */
  CORE,
  /** Projections, reactions and the alarms of topics that are not in memory. */
  WORK;

  /** As it is written in settings and in the cluster's membership. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
