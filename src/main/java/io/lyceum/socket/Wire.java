package io.lyceum.socket;

import io.lyceum.core.Rejection;
import io.lyceum.socket.SocketMessage.Outgoing;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket. One text is under way at a time; what gathers meanwhile goes out
 * together as the next, so that under load many events cost one frame and when idle none waits.
 */
final class Wire {
  private final OutQueue queue;
  private final SocketMetrics metrics;
  private final long spreadMs;
  private final LongSupplier nanos;
  private final Supplier<RandomGenerator> random;
  private @Nullable ActorRef<Outgoing> out;
  private boolean ready;
  private boolean ending;
  private long stuckSince;

  Wire(SocketSurroundings around, SocketMetrics metrics) {
    SocketSettings settings = around.settings();
    this.queue = new OutQueue(settings.queueFrames(), settings.queueChars());
    this.metrics = metrics;
    this.spreadMs = settings.spread().toMillis();
    this.nanos = around.nanos();
    this.random = around.random();
    this.stuckSince = nanos.getAsLong();
  }

  OutQueue queue() {
    return queue;
  }

  void connected(ActorRef<Outgoing> transport) {
    out = transport;
    ready = true;
    flush();
  }

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

  void failure(@Nullable String id, @Nullable String topic, Rejection why, long retryAfterMs) {
    answer(new ServerFrame.Failure(id, topic, why, retryAfterMs));
  }

  /** Says goodbye and closes once that is written. */
  void bye(CloseReason reason) {
    if (!ending) {
      Long reconnect = reason.reconnect() ? random.get().nextLong(spreadMs + 1) : null;
      answer(new ServerFrame.Bye(reason, reconnect));
      ending = true;
      flush();
    }
  }

  /** Whether bye was said; nothing may follow it. */
  boolean isEnding() {
    return ending;
  }

  void flush() {
    if (out == null || !ready) {
      return;
    }
    String text = queue.take();
    if (text != null) {
      metrics.framesOut.increment();
      OutQueue.Dropped dropped = queue.takeDropped();
      metrics.droppedLatest.increment(dropped.latest());
      metrics.droppedSignals.increment(dropped.passing());
      ready = false;
      stuckSince = nanos.getAsLong();
      out.tell(new Outgoing.Text(text));
    } else if (ending) {
      ready = false;
      out.tell(new Outgoing.Complete());
    }
  }

  /** How long the transport has not taken what was handed over; 0 when nothing waits. */
  long stuckNanos() {
    return ready ? 0 : nanos.getAsLong() - stuckSince;
  }

  /** Closes without waiting for anything. */
  void cut() {
    if (out != null) {
      out.tell(new Outgoing.Complete());
    }
  }
}
