package io.lyceum.socket;

import io.lyceum.core.Rejection;
import io.lyceum.platform.websocket.EncodedText;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket. One write is under way at a time; what gathers meanwhile goes out
 * together as the next, so that under load many events cost one write and when idle none waits.
 */
final class Wire {
  private final OutQueue queue;
  private final Transport transport;
  private final SocketSurroundings around;
  private final SocketMetrics metrics;
  private final Runnable nextTurn;
  private boolean ready;

  /** A turn is awaited in which to flush. */
  private boolean soon;

  private boolean ending;
  private boolean over;
  private long stuckSince;

  /**
   * @param nextTurn leads to {@link #flush} when all that is due now has had its turn
   */
  Wire(SocketSurroundings around, SocketMetrics metrics, Transport transport, Runnable nextTurn) {
    SocketSettings settings = around.settings();
    this.queue = new OutQueue(settings.queueFrames(), settings.queueBytes());
    this.transport = transport;
    this.around = around;
    this.metrics = metrics;
    this.nextTurn = nextTurn;
    this.stuckSince = around.nanos().getAsLong();
  }

  OutQueue queue() {
    return queue;
  }

  /** The transport can take more. */
  void written() {
    ready = true;
    flush();
  }

  void answer(ServerFrame frame) {
    if (ending) {
      return;
    }
    queue.answer(frame.text());
    flush();
  }

  /** As {@link #answer}, in one write with the event that follows at its heels, if one does. */
  void answerSoon(ServerFrame frame) {
    if (ending) {
      return;
    }
    queue.answer(frame.text());
    if (ready && !soon) {
      soon = true;
      nextTurn.run();
    }
  }

  void failure(@Nullable String id, @Nullable String topic, Rejection why, long retryAfterMs) {
    answer(new ServerFrame.Failure(id, topic, why, retryAfterMs));
  }

  /** Says goodbye and closes once that is written. */
  void bye(CloseReason reason) {
    if (!ending) {
      RandomGenerator random = around.random().get();
      long spreadMs = around.settings().spread().toMillis();
      Long reconnect = reason.reconnect() ? random.nextLong(spreadMs + 1) : null;
      answer(new ServerFrame.Bye(reason, reconnect));
      ending = true;
      flush();
    }
  }

  /** The client has gone: nothing is written any more. */
  void over() {
    ending = true;
    over = true;
  }

  /** Whether bye was said or the client left; nothing may follow. */
  boolean isEnding() {
    return ending;
  }

  void flush() {
    soon = false;
    if (!ready || over) {
      return;
    }
    List<EncodedText> texts = queue.take();
    if (!texts.isEmpty()) {
      OutQueue.Dropped dropped = queue.takeDropped();
      metrics.droppedLatest.increment(dropped.latest());
      metrics.droppedSignals.increment(dropped.passing());
      ready = false;
      stuckSince = around.nanos().getAsLong();
      metrics.framesOut.increment(transport.write(texts));
    } else if (ending) {
      ready = false;
      transport.complete();
    }
  }

  /** How long the transport has not taken what was handed over; 0 when nothing waits. */
  long stuckNanos() {
    return ready ? 0 : around.nanos().getAsLong() - stuckSince;
  }
}
