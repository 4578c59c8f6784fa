package io.lyceum.socket;

import io.lyceum.core.Rejection;
import io.lyceum.socket.SocketMessage.Outgoing;
import java.util.concurrent.ThreadLocalRandom;
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
  private @Nullable ActorRef<Outgoing> out;
  private boolean ready;
  private boolean ending;
  private long stuckSince = System.nanoTime();

  Wire(SocketSettings settings, SocketMetrics metrics) {
    this.queue = new OutQueue(settings.queueFrames(), settings.queueChars());
    this.metrics = metrics;
    this.spreadMs = settings.spread().toMillis();
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
      Long reconnect =
          reason.reconnect() ? ThreadLocalRandom.current().nextLong(spreadMs + 1) : null;
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
      stuckSince = System.nanoTime();
      out.tell(new Outgoing.Text(text));
    } else if (ending) {
      ready = false;
      out.tell(new Outgoing.Complete());
    }
  }

  /** How long the transport has not taken what was handed over; 0 when nothing waits. */
  long stuckNanos() {
    return ready ? 0 : System.nanoTime() - stuckSince;
  }

  /** Closes without waiting for anything. */
  void cut() {
    if (out != null) {
      out.tell(new Outgoing.Complete());
    }
  }
}
