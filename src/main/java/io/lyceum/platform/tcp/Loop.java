package io.lyceum.platform.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that waits for the network on behalf of many connections. It does nothing that waits.
 */
final class Loop {
  /** What may become of a channel that is waited for; called by the loop's thread. */
  interface Waiting {
    void ready(SelectionKey key);
  }

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** More than a connection gives at once is read in several goes, so that all have their turn. */
  private static final int PIECE = 64 * 1024;

  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean ended;

  private Loop(Selector selector) {
    this.selector = selector;
    this.thread = Thread.ofPlatform().name("tcp-" + NUMBER.incrementAndGet()).unstarted(this::run);
    thread.setDaemon(true);
  }

  static Loop start() {
    try {
      Loop loop = new Loop(Selector.open());
      loop.thread.start();
      return loop;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Soon, by the loop's thread; without effect once it has ended. */
  void execute(Runnable task) {
    tasks.add(task);
    if (!Thread.currentThread().equals(thread) && woken.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /** Waits for nothing yet: the key's interest says what for. */
  SelectionKey register(SelectableChannel channel, Waiting waiting) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, waiting);
  }

  /** Has the loop wait for this operation too; without effect on a key that is cancelled. */
  void await(SelectionKey key, int operation) {
    execute(
        () -> {
          if (key.isValid()) {
            key.interestOpsOr(operation);
          }
        });
  }

  /**
   * What has come, for the loop's thread alone.
   *
   * @return empty when nothing has, null at the end
   */
  @Nullable ByteString read(ReadableByteChannel channel) throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      return null;
    }
    byte[] bytes = new byte[count];
    buffer.flip().get(bytes);
    return ByteString.fromArrayUnsafe(bytes);
  }

  /** By the loop's thread alone; when it returns, the operating system knows. */
  void close(SelectionKey key) throws IOException {
    key.cancel();
    key.channel().close();
    // A channel that is waited for stays open until its selector looks again.
    selector.selectNow(Loop::tell);
  }

  /** Closes whatever is left. */
  void end() {
    ended = true;
    selector.wakeup();
  }

  private void run() {
    try (selector) {
      while (!ended) {
        selector.select(Loop::tell);
        // Before the tasks: who adds one behind them wakes the next wait.
        woken.set(false);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          guarded(task);
        }
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      log.error("A thread for the network has failed; its connections hang", e);
    }
  }

  private static void tell(SelectionKey key) {
    guarded(() -> ((Waiting) key.attachment()).ready(key));
  }

  /** One connection's trouble must not end the others'. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (CancelledKeyException e) {
      log.debug("A connection was closed in between", e);
    } catch (RuntimeException e) {
      log.warn("A connection's step failed", e);
    }
  }
}
