package io.lyceum.topic.entity;

import io.lyceum.topic.Relay;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many signals of each stream were passed on since it began. Lost with the entity, as signals
 * are; the streams least lately used are forgotten first.
 */
final class SignalCounts {
  /** More than the pairs of the largest mesh, less than anybody could fill a memory with. */
  private static final int MOST_STREAMS = 256;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_STREAMS;
        }
      };

  boolean granted(Relay.Counted signal) {
    if (signal.begins()) {
      counts.put(signal.stream(), 0);
      return true;
    }
    int before = counts.getOrDefault(signal.stream(), 0);
    if (before >= signal.most()) {
      return false;
    }
    counts.put(signal.stream(), before + 1);
    return true;
  }
}
