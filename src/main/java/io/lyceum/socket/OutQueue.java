package io.lyceum.socket;

import io.lyceum.platform.websocket.EncodedText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket, bounded. Passing frames are dropped first, a latest value
 * replaces the one still waiting, durable events are refused when there is no room (and fetched
 * again later); answers always fit, for a client whose queue {@link #isFull} is not read any
 * further. A socket for which nothing waits holds no collection.
 */
final class OutQueue {
  /** What is written together at most, in bytes; one item may be longer by itself. */
  private static final int MAX_TOGETHER = 64 * 1024;

  /** Passing frames are not worth queueing behind more than these. */
  private static final int MAX_BEFORE_PASSING = 64;

  private static final int FEW = 4;

  /** Lossy frames that found no room, by lane. */
  record Dropped(int latest, int passing) {
    static final Dropped NONE = new Dropped(0, 0);
  }

  private static final class Item {
    private final @Nullable String key;
    private EncodedText text;

    private Item(@Nullable String key, EncodedText text) {
      this.key = key;
      this.text = text;
    }
  }

  private final int maxFrames;
  private final int maxBytes;
  private @Nullable Deque<Item> items;
  private @Nullable Map<String, Item> latest;
  private int bytes;
  private int droppedLatest;
  private int droppedPassing;

  OutQueue(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  /** An answer or a frame of the socket's own. */
  void answer(EncodedText text) {
    add(new Item(null, text));
  }

  /** Durable events; false when there is no room, then nothing was taken. */
  boolean events(EncodedText text) {
    if (size() >= maxFrames || (bytes > 0 && bytes + text.size() > maxBytes)) {
      return false;
    }
    add(new Item(null, text));
    return true;
  }

  /** The newest value of a key. */
  void latest(String key, EncodedText text) {
    Item waiting = latest == null ? null : latest.get(key);
    if (waiting != null) {
      bytes += text.size() - waiting.text.size();
      waiting.text = text;
    } else if (size() < maxFrames) {
      Item item = new Item(key, text);
      if (latest == null) {
        latest = new HashMap<>();
      }
      latest.put(key, item);
      add(item);
    } else {
      droppedLatest++;
    }
  }

  /** A signal or presence; dropped when much is waiting. */
  void passing(EncodedText text) {
    if (size() < MAX_BEFORE_PASSING) {
      add(new Item(null, text));
    } else {
      droppedPassing++;
    }
  }

  boolean isEmpty() {
    return items == null;
  }

  /** Whether more waits than should; what the client sends next would only add answers. */
  boolean isFull() {
    return size() >= maxFrames || bytes >= maxBytes;
  }

  /** Whether there is room enough to fetch what was refused. */
  boolean hasRoom() {
    return size() < maxFrames / 4 && bytes < maxBytes / 4;
  }

  /** Lossy frames dropped since the last call. */
  Dropped takeDropped() {
    if (droppedLatest == 0 && droppedPassing == 0) {
      return Dropped.NONE;
    }
    Dropped count = new Dropped(droppedLatest, droppedPassing);
    droppedLatest = 0;
    droppedPassing = 0;
    return count;
  }

  /** All that waits, in order, up to what should be written together; empty when nothing waits. */
  List<EncodedText> take() {
    Deque<Item> waiting = items;
    if (waiting == null) {
      return List.of();
    }
    List<EncodedText> together = new ArrayList<>(waiting.size());
    int taken = 0;
    do {
      EncodedText next = remove(waiting);
      together.add(next);
      taken += next.size();
    } while (!waiting.isEmpty() && taken + waiting.element().text.size() <= MAX_TOGETHER);
    if (waiting.isEmpty()) {
      items = null;
      latest = null;
    }
    return together;
  }

  private EncodedText remove(Deque<Item> waiting) {
    Item item = waiting.remove();
    bytes -= item.text.size();
    if (item.key != null && latest != null) {
      latest.remove(item.key);
    }
    return item.text;
  }

  private int size() {
    return items == null ? 0 : items.size();
  }

  private void add(Item item) {
    if (items == null) {
      items = new ArrayDeque<>(FEW);
    }
    items.add(item);
    bytes += item.text.size();
  }
}
