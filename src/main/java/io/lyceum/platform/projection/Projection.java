package io.lyceum.platform.projection;

import java.util.List;
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
   * Whether events of this kind stored under this manifest are worth a look. What is not wanted is
   * neither read nor does it cost a transaction.
   */
  default boolean wants(String kind, String manifest) {
    return true;
  }

  /** Applies the events of one stretch, in order. */
  default void applyAll(Handle transaction, List<StoredEvent> events) {
    events.forEach(event -> apply(transaction, event));
  }

  /**
   * Applies one event; called in order for each topic. Throwing stops this projection loudly and is
   * tried again.
   */
  void apply(Handle transaction, StoredEvent event);
}
