package io.lyceum.hub;

import io.lyceum.topic.frame.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The dense stream of a topic as this node has it: how far, what is recent, and whether something
 * is missing. Pure bookkeeping.
 */
final class Stream {
  enum Level {
    LEVEL,
    /** Entries lie between head and what was told: they must be read from the journal first. */
    MISSING,
    /** We are ahead of the entity: another one wrote meanwhile, or the journal lost something. */
    AHEAD
  }

  private static final long UNKNOWN = -1;

  private final Ring ring;
  private List<Entry> taken = List.of();
  private long head = UNKNOWN;
  private long target;
  private boolean filling;

  Stream(HubSettings settings) {
    this.ring = new Ring(settings.ringEntries(), settings.ringChars());
  }

  /** The last entry held; the first {@link #level} sets it. */
  long head() {
    return head;
  }

  /** The last entry known to exist. */
  long target() {
    return Math.max(target, head);
  }

  Ring ring() {
    return ring;
  }

  /** The entity says its last entry is {@code seq}. */
  Level level(long seq) {
    if (head == UNKNOWN) {
      goBack(seq);
      return Level.LEVEL;
    }
    if (seq < head) {
      return Level.AHEAD;
    }
    target = Math.max(target, seq);
    return seq > head ? Level.MISSING : Level.LEVEL;
  }

  /** Starts from {@code seq}; nothing after it holds any more. */
  void goBack(long seq) {
    head = seq;
    target = seq;
    ring.clear();
  }

  /** Takes what continues the stream; entries already held are passed over. */
  Level offer(List<Entry> entries) {
    taken = List.of();
    if (entries.isEmpty() || head == UNKNOWN) {
      return Level.LEVEL;
    }
    target = Math.max(target, entries.getLast().seq());
    List<Entry> fresh = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.seq() == head + 1 && !filling) {
        ring.add(entry);
        fresh.add(entry);
        head = entry.seq();
      }
    }
    taken = fresh;
    return target > head ? Level.MISSING : Level.LEVEL;
  }

  /** What the last {@link #offer} took. */
  List<Entry> taken() {
    return taken;
  }

  /** True when a read of the journal should start now. */
  boolean startFilling() {
    boolean start = !filling && target > head;
    filling = filling || start;
    return start;
  }

  void endFilling() {
    filling = false;
  }
}
