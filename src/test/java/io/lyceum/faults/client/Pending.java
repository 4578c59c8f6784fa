package io.lyceum.faults.client;

import org.jspecify.annotations.Nullable;

/** A message without an answer yet; it keeps its id however often it is sent. */
final class Pending {
  final String id;
  final String room;
  final String key;
  final @Nullable String follows;
  double sentAt;
  double retryAt = Double.POSITIVE_INFINITY;
  boolean doubted;

  Pending(String id, String room, String key, @Nullable String follows) {
    this.id = id;
    this.room = room;
    this.key = key;
    this.follows = follows;
  }
}
