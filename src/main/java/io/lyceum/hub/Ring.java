package io.lyceum.hub;

import io.lyceum.topic.frame.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last entries of a topic, dense, bounded in number and text; serves returning clients without
 * a read of the journal.
 */
final class Ring {
  private final int maxEntries;
  private final int maxChars;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int chars;

  Ring(int maxEntries, int maxChars) {
    this.maxEntries = maxEntries;
    this.maxChars = maxChars;
  }

  void add(Entry entry) {
    entries.addLast(entry);
    chars += entry.size();
    while (entries.size() > maxEntries || (chars > maxChars && entries.size() > 1)) {
      chars -= entries.removeFirst().size();
    }
  }

  void clear() {
    entries.clear();
    chars = 0;
  }

  /** Whether everything after {@code seq} is here. */
  boolean covers(long seq) {
    return !entries.isEmpty() && entries.getFirst().seq() <= seq + 1;
  }

  /** The first {@code limit} entries after {@code seq}. */
  List<Entry> after(long seq, int limit) {
    List<Entry> found = new ArrayList<>(Math.min(limit, entries.size()));
    for (Entry entry : entries) {
      if (entry.seq() > seq && found.size() < limit) {
        found.add(entry);
      }
    }
    return found;
  }
}
