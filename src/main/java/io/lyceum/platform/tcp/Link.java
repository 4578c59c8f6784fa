package io.lyceum.platform.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection as the actor that owns it sees it. It reads nothing until told to, one piece for
 * each {@link #readOn}, and takes one write at a time, answered with {@link Written}. The bytes go
 * to the operating system in the writer's own turn; the loop helps only when it does not take them
 * all. Whatever ends it, its owner is told {@link Closed} once.
 */
public final class Link implements Loop.Waiting {
  /** Bytes from the peer. */
  public record Received(ByteString bytes) {}

  /** The last write is with the operating system. */
  public enum Written {
    WRITTEN
  }

  /** The connection is no more. */
  public enum Closed {
    CLOSED
  }

  private enum State {
    OPEN,
    /** Nothing is written any more; what comes is thrown away until the peer has ended too. */
    HALF_CLOSED,
    CLOSED
  }

  private final Loop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final InetSocketAddress peer;

  /** Pieces that may be told to the owner. */
  private final AtomicInteger wanted = new AtomicInteger();

  private volatile @Nullable ActorRef<Object> owner;

  // Guarded by this.
  private State state = State.OPEN;
  private @Nullable ByteBuffer rest;
  private @Nullable State next;

  private Link(Loop loop, SocketChannel channel) throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.peer = (InetSocketAddress) channel.getRemoteAddress();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = loop.register(channel, this);
  }

  static Link of(Loop loop, SocketChannel channel) throws IOException {
    try {
      return new Link(loop, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  public InetSocketAddress peer() {
    return peer;
  }

  /** Who is told; before anything is read or written. */
  public void register(ActorRef<Object> actor) {
    owner = actor;
  }

  public void readOn() {
    if (wanted.getAndIncrement() == 0) {
      loop.await(key, SelectionKey.OP_READ);
    }
  }

  public synchronized void write(ByteString bytes) {
    if (state != State.OPEN || next != null) {
      return;
    }
    ByteBuffer buffer = bytes.asByteBuffer();
    try {
      channel.write(buffer);
    } catch (IOException e) {
      end();
      return;
    }
    if (buffer.hasRemaining()) {
      rest = buffer;
      loop.await(key, SelectionKey.OP_WRITE);
    } else {
      tell(Written.WRITTEN);
    }
  }

  /** Closes after what was written. */
  public void close() {
    become(State.CLOSED);
  }

  /** Ends this side after what was written; the peer may still send until it closes too. */
  public void closeOutput() {
    become(State.HALF_CLOSED);
  }

  /** Closes at once; what the operating system still has to send is lost. */
  public synchronized void abort() {
    if (state != State.CLOSED) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        // It is closed already, by the peer.
      }
      end();
    }
  }

  private synchronized void become(State wish) {
    if (rest != null) {
      next = wish;
    } else if (state == State.OPEN || wish == State.CLOSED) {
      enter(wish);
    }
  }

  private void enter(State wish) {
    if (wish == State.CLOSED) {
      end();
      return;
    }
    state = wish;
    try {
      channel.shutdownOutput();
      loop.await(key, SelectionKey.OP_READ);
    } catch (IOException e) {
      end();
    }
  }

  @Override
  public void ready(SelectionKey ready) {
    if (ready.isWritable()) {
      writeRest();
    }
    if (ready.isValid() && ready.isReadable()) {
      read();
    }
  }

  private synchronized void writeRest() {
    ByteBuffer buffer = rest;
    if (buffer == null || state == State.CLOSED) {
      return;
    }
    try {
      channel.write(buffer);
    } catch (IOException e) {
      end();
      return;
    }
    if (!buffer.hasRemaining()) {
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
      rest = null;
      State wish = next;
      next = null;
      tell(Written.WRITTEN);
      if (wish != null) {
        enter(wish);
      }
    }
  }

  private void read() {
    ByteString bytes;
    try {
      bytes = loop.read(channel);
    } catch (IOException e) {
      lost();
      return;
    }
    if (bytes == null) {
      left();
    } else if (!bytes.isEmpty() && isOpen()) {
      // Who asks for more from here on finds none wanted, and has the loop listen again.
      if (wanted.decrementAndGet() == 0) {
        key.interestOpsAnd(~SelectionKey.OP_READ);
      }
      tell(new Received(bytes));
    }
  }

  private synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  private synchronized void lost() {
    end();
  }

  /** The peer sends no more; what is being written to it still goes out. */
  private synchronized void left() {
    if (rest == null) {
      end();
    } else {
      next = State.CLOSED;
      key.interestOpsAnd(~SelectionKey.OP_READ);
    }
  }

  /** Called with the lock; the loop lets go of the channel, else it would stay open till then. */
  private void end() {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      rest = null;
      loop.execute(
          () -> {
            key.cancel();
            try {
              channel.close();
            } catch (IOException e) {
              // Nothing is left to be done with it.
            }
          });
      tell(Closed.CLOSED);
    }
  }

  private void tell(Object news) {
    ActorRef<Object> told = owner;
    if (told != null) {
      told.tell(news);
    }
  }
}
