package io.lyceum.platform.projection;

import java.util.concurrent.CompletionStage;

/**
 * Carries a kind's events into other topics, at least once: the offset moves only after the stage
 * completes, so what it sends must be idempotent (a command id derived from the event).
 */
public interface Reaction {
  /** A stable name; the offset is stored under it. */
  String name();

  /** The kind whose events are read. */
  String kind();

  /** Whether events stored under this manifest are worth a look; others are not even read. */
  default boolean wants(String manifest) {
    return true;
  }

  CompletionStage<?> react(StoredEvent event);
}
