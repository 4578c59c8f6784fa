package io.lyceum.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one socket, bounded. Passing frames are dropped first, a latest value
 * replaces the one still waiting, durable events are refused when there is no room (and fetched
 * again later); answers always fit, for a client whose queue {@link #isFull} is not read any
 * further.
 */
final class OutQueue {
  /**
   * What is joined into one WebSocket frame at most, in characters; one item may be longer by
   * itself.
   */
  private static final int MAX_JOIN = 64 * 1024;

  /** Passing frames are not worth queueing behind more than these. */
  private static final int MAX_BEFORE_PASSING = 64;

  /** Lossy frames that found no room, by lane. */
  record Dropped(int latest, int passing) {
    static final Dropped NONE = new Dropped(0, 0);
  }

  private static final class Item {
    private final @Nullable String key;
    private String text;

    private Item(@Nullable String key, String text) {
      this.key = key;
      this.text = text;
    }
  }

  private final int maxFrames;
  private final int maxChars;
  private final Deque<Item> items = new ArrayDeque<>();
  private final Map<String, Item> latest = new HashMap<>();
  private int chars;
  private int droppedLatest;
  private int droppedPassing;

  OutQueue(int maxFrames, int maxChars) {
    this.maxFrames = maxFrames;
    this.maxChars = maxChars;
  }

  /** An answer or a frame of the socket's own. */
  void answer(String text) {
    add(new Item(null, text));
  }

  /** Durable events; false when there is no room, then nothing was taken. */
  boolean events(String text) {
    if (items.size() >= maxFrames || (chars > 0 && chars + text.length() > maxChars)) {
      return false;
    }
    add(new Item(null, text));
    return true;
  }

  /** The newest value of a key. */
  void latest(String key, String text) {
    Item waiting = latest.get(key);
    if (waiting != null) {
      chars += text.length() - waiting.text.length();
      waiting.text = text;
    } else if (items.size() < maxFrames) {
      Item item = new Item(key, text);
      latest.put(key, item);
      add(item);
    } else {
      droppedLatest++;
    }
  }

  /** A signal or presence; dropped when much is waiting. */
  void passing(String text) {
    if (items.size() < MAX_BEFORE_PASSING) {
      add(new Item(null, text));
    } else {
      droppedPassing++;
    }
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether more waits than should; what the client sends next would only add answers. */
  boolean isFull() {
    return items.size() >= maxFrames || chars >= maxChars;
  }

  /** Whether there is room enough to fetch what was refused. */
  boolean hasRoom() {
    return items.size() < maxFrames / 4 && chars < maxChars / 4;
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

  /**
   * All that waits, one frame a line, up to what one WebSocket frame should hold; null when nothing
   * waits.
   */
  @Nullable String take() {
    Item first = items.poll();
    if (first == null) {
      return null;
    }
    int length = first.text.length();
    if (items.isEmpty() || length + peekLength() > MAX_JOIN) {
      removed(first);
      return first.text;
    }
    StringBuilder joined = new StringBuilder(first.text);
    removed(first);
    while (!items.isEmpty() && joined.length() + peekLength() < MAX_JOIN) {
      Item next = items.remove();
      removed(next);
      joined.append('\n').append(next.text);
    }
    return joined.toString();
  }

  private int peekLength() {
    Item next = items.peek();
    return next == null ? 0 : next.text.length() + 1;
  }

  private void add(Item item) {
    items.add(item);
    chars += item.text.length();
  }

  private void removed(Item item) {
    chars -= item.text.length();
    if (item.key != null) {
      latest.remove(item.key);
    }
  }
}
