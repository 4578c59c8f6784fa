package io.lyceum.platform.projection;

import io.lyceum.core.TopicId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal, shared by all projections of a node and therefore read as JSON at most
 * once, and not at all when nobody asks for it.
 */
final class JournalRow {
  private final JournalPosition position;
  private final String topic;
  private final long seq;
  private final String manifest;
  private final String json;
  private final JournalTail.Decoder decoder;
  private @Nullable StoredEvent event;
  private volatile boolean read;

  JournalRow(
      JournalPosition position,
      String topic,
      long seq,
      String manifest,
      String json,
      JournalTail.Decoder decoder) {
    this.position = position;
    this.topic = topic;
    this.seq = seq;
    this.manifest = manifest;
    this.json = json;
    this.decoder = decoder;
  }

  JournalPosition position() {
    return position;
  }

  String manifest() {
    return manifest;
  }

  /** The kind in {@code school|kind:id}. */
  String kind() {
    return topic.substring(topic.indexOf('|') + 1, topic.indexOf(':', topic.indexOf('|')));
  }

  boolean isIn(int slice, int slices) {
    return Math.floorMod(topic.hashCode(), slices) == slice;
  }

  /** The event; empty for an entry without one. Two threads that ask at once both read it. */
  Optional<StoredEvent> event() {
    if (!read) {
      event = decoder.decode(TopicId.fromKey(topic), seq, manifest, json).orElse(null);
      read = true;
    }
    return Optional.ofNullable(event);
  }
}
