package io.lyceum.topic.entity;

import io.lyceum.topic.Answer;
import io.lyceum.topic.journal.Work;
import io.lyceum.topic.journal.WriterMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * Where work waits while the last batch is being written; what has gathered by then is the next
 * batch (group commit). No timer, and no delay when idle.
 */
final class Desk<C> {
  private final int maxWaiting;
  private final int maxBatch;
  private final Deque<Work<C>> waiting = new ArrayDeque<>();
  private List<Work<C>> writing = List.of();

  Desk(int maxWaiting, int maxBatch) {
    this.maxWaiting = maxWaiting;
    this.maxBatch = maxBatch;
  }

  boolean isFull() {
    return waiting.size() >= maxWaiting;
  }

  boolean isIdle() {
    return waiting.isEmpty() && writing.isEmpty();
  }

  void put(Work<C> work) {
    waiting.add(work);
  }

  /** Hands the writer its next batch, unless it is busy or there is none. */
  void feed(@Nullable ActorRef<WriterMessage<C>> writer) {
    if (writer == null || !writing.isEmpty() || waiting.isEmpty()) {
      return;
    }
    List<Work<C>> batch = new ArrayList<>(Math.min(waiting.size(), maxBatch));
    while (batch.size() < maxBatch && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    writing = batch;
    writer.tell(new WriterMessage.Batch<>(batch));
  }

  void done() {
    writing = List.of();
  }

  /**
   * The writer is lost: of the batch it held nobody knows whether it was written, so its senders
   * must ask again with the same ids. What the server itself wanted is derived from the state and
   * will come again.
   */
  void abandon(long retryAfterMs) {
    List<Work<C>> lost = new ArrayList<>(writing);
    lost.addAll(waiting);
    writing = List.of();
    waiting.clear();
    for (Work<C> work : lost) {
      switch (work) {
        case Work.Order<C> order -> order.replyTo().tell(Answer.unavailable(retryAfterMs));
        case Work.Presence<C> presence -> waiting.add(presence);
        case Work.Wake<C> _ -> {}
      }
    }
  }
}
