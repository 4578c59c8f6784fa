package io.lyceum.platform.projection;

import org.jdbi.v3.core.Handle;

/**
 * Turns a kind's events into rows, exactly once: the rows and the offset are written in one
 * transaction.
 */
public interface Projection {
  /** What {@link #kind} says to read the events of all kinds. */
  String EVERY_KIND = "";

  /** A stable name; the offset is stored under it. */
  String name();

  /** The kind whose events are read. */
  String kind();

  /**
   * Applies one event; called in order for each topic. Throwing stops this projection loudly and is
   * tried again.
   */
  void apply(Handle transaction, StoredEvent event);
}
