package io.lyceum.platform.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.io.Inet;

/** A port that is listened on, and the loops that carry its connections. */
public final class Listener implements Loop.Waiting {
  /** A connection that was accepted; it becomes the one of who registers with it. */
  public record Accepted(Link link) {}

  /** The operating system gives no connection at present, as when too many files are open. */
  public record Refused(IOException why) {}

  /** Reading a frame costs a tenth of what it takes to serve it: a loop for so many cores. */
  private static final int CORES_FOR_EACH = 4;

  private final ServerSocketChannel channel;
  private final SelectionKey key;
  private final List<Loop> loops;
  private final List<Inet.SocketOption> options;
  private final ActorRef<Object> owner;
  private final AtomicInteger wanted = new AtomicInteger();
  private int accepted;

  private Listener(
      ServerSocketChannel channel,
      List<Loop> loops,
      List<Inet.SocketOption> options,
      ActorRef<Object> owner)
      throws IOException {
    this.channel = channel;
    this.loops = loops;
    this.options = options;
    this.owner = owner;
    this.key = loops.getFirst().register(channel, this);
  }

  /**
   * Listens; accepts nobody until told to.
   *
   * @param options of the port and of each connection; Nagle's algorithm is off in any case
   * @param owner is told what comes
   * @throws IOException what the operating system says, as when the port is taken
   */
  public static Listener open(
      InetSocketAddress address,
      int backlog,
      List<Inet.SocketOption> options,
      ActorRef<Object> owner)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      options.forEach(option -> option.beforeServerSocketBind(channel.socket()));
      channel.bind(address, backlog);
      List<Loop> loops = new ArrayList<>();
      int count = Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_FOR_EACH);
      for (int i = 0; i < count; i++) {
        loops.add(Loop.start());
      }
      return new Listener(channel, loops, options, owner);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  /** So many more connections may come. */
  public void accept(int more) {
    if (wanted.getAndAdd(more) == 0) {
      loops.getFirst().await(key, SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  public void ready(SelectionKey ready) {
    try {
      SocketChannel next = wanted.get() > 0 ? channel.accept() : null;
      while (next != null) {
        int left = hand(next) ? wanted.decrementAndGet() : wanted.get();
        next = left > 0 ? channel.accept() : null;
      }
    } catch (IOException e) {
      wanted.set(0);
      owner.tell(new Refused(e));
    }
    // Who wants more from here on finds none wanted, and has the loop listen again.
    if (wanted.get() == 0) {
      key.interestOps(0);
    }
  }

  /** False for a connection that has ended before it began. */
  private boolean hand(SocketChannel connection) {
    Loop loop = loops.get(accepted++ % loops.size());
    try {
      options.forEach(option -> option.afterConnect(connection.socket()));
      owner.tell(new Accepted(Link.of(loop, connection)));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Listens no more; connections stay. */
  public CompletionStage<Done> close() {
    CompletableFuture<Done> closed = new CompletableFuture<>();
    loops
        .getFirst()
        .execute(
            () -> {
              try {
                loops.getFirst().close(key);
              } catch (IOException e) {
                // It listens no more in any case.
              }
              closed.complete(Done.getInstance());
            });
    return closed;
  }

  /** Ends all: connections too. */
  public void end() {
    loops.forEach(Loop::end);
  }
}
