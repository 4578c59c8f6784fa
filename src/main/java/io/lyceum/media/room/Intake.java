package io.lyceum.media.room;

import io.lyceum.media.MediaSignal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Signals that wait their turn, and whether the plan they are to be taken by is fresh enough. */
final class Intake {
  record Waiting(RoomMessage.Heard heard, MediaSignal signal, long number) {
    /** Who joins or sends does so by the plan of now. */
    boolean needsPlan() {
      return signal instanceof MediaSignal.Join || signal instanceof MediaSignal.Publish;
    }
  }

  /** More than a whole class joining at once. */
  private static final int MOST = 4_096;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long count;
  private long planCovers = -1;

  /** What cannot be read or is too much is dropped; pages ask again. */
  void add(RoomMessage.Heard heard) {
    MediaSignal signal = MediaSignal.parse(heard.type(), heard.data()).orElse(null);
    if (signal != null && waiting.size() < MOST) {
      count++;
      waiting.add(new Waiting(heard, signal, count));
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Nullable Waiting first() {
    return waiting.peek();
  }

  Waiting take() {
    return waiting.remove();
  }

  /** A plan asked for now covers all that has come so far. */
  long now() {
    return count;
  }

  void planRead(long covers) {
    planCovers = covers;
  }

  /** The plan that was read says nothing any more. */
  void planVoid() {
    planCovers = -1;
  }

  boolean isCovered(Waiting one) {
    return planCovers >= one.number();
  }
}
