package io.lyceum.bench.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One thread that reads many connections. */
public final class Loop implements AutoCloseable {
  private static final int READ = 256 * 1024;

  /**
   * Wall clock when the counter stood at zero: nanoseconds that are finer than the wall clock's.
   */
  private static final long EPOCH = epoch();

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer input = ByteBuffer.allocateDirect(READ);
  private byte[] work = new byte[2 * READ];
  private volatile boolean closed;

  private Loop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  public static Loop start(String name) {
    Loop loop = new Loop(name);
    loop.thread.start();
    return loop;
  }

  /** Nanoseconds since 1970 by a clock that never steps. */
  public static long nanos() {
    return EPOCH + System.nanoTime();
  }

  /** Runs this on the loop's thread, between two reads. */
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** The same for something that gives a value; must not be called on the loop's thread. */
  public <T> T call(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    execute(() -> result.complete(task.get()));
    return result.join();
  }

  /** Opens a connection, from {@code source} when there is one; the protocol hears how it went. */
  public void connect(
      InetSocketAddress server, @Nullable InetSocketAddress source, Protocol protocol) {
    execute(() -> open(server, source, protocol));
  }

  private void open(
      InetSocketAddress server, @Nullable InetSocketAddress source, Protocol protocol) {
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (source != null) {
        channel.bind(source);
      }
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      Connection connection = new Connection(channel, key, protocol);
      key.attach(connection);
      if (channel.connect(server)) {
        connected(key, connection);
      }
    } catch (IOException e) {
      protocol.lost("cannot connect: " + e.getMessage());
    }
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(this::ready);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isConnectable()) {
        connection.channel().finishConnect();
        connected(key, connection);
        return;
      }
      if (key.isWritable()) {
        connection.flush();
      }
      if (key.isReadable()) {
        read(connection);
      }
    } catch (IOException | ProtocolProblem e) {
      lose(connection, e instanceof ProtocolProblem ? "" + e.getMessage() : "" + e);
    } catch (CancelledKeyException e) {
      // Closed by ourselves meanwhile.
    }
  }

  private static void connected(SelectionKey key, Connection connection) {
    key.interestOps(SelectionKey.OP_READ);
    connection.protocol().connected(connection);
  }

  private void read(Connection connection) throws IOException {
    input.clear();
    int count = connection.channel().read(input);
    if (count < 0) {
      lose(connection, "the server closed the connection");
      return;
    }
    long now = nanos();
    int before = connection.carried();
    if (work.length < before + count) {
      work = new byte[2 * (before + count)];
    }
    connection.restoreTo(work);
    input.flip().get(work, before, count);
    int end = before + count;
    int taken = connection.protocol().received(work, 0, end, now);
    connection.carry(work, taken, end);
  }

  private static void lose(Connection connection, String why) {
    if (!connection.isClosed()) {
      connection.close();
      connection.protocol().lost(why);
    }
  }

  private static long epoch() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano() - System.nanoTime();
  }

  /** Ends the thread and every connection. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      for (SelectionKey key : selector.keys()) {
        ((Connection) key.attachment()).close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
