package io.lyceum.bench.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A TCP connection of a loop. Any thread may write; reading belongs to the loop. */
public final class Connection {
  private static final byte[] NOTHING = {};

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Protocol protocol;
  private byte[] carry = NOTHING;
  private int carried;
  private @Nullable ByteBuffer waiting;
  private volatile boolean closed;

  Connection(SocketChannel channel, SelectionKey key, Protocol protocol) {
    this.channel = channel;
    this.key = key;
    this.protocol = protocol;
  }

  /** Sends all of it, at once or as soon as the peer takes it. False when the peer is gone. */
  public synchronized boolean write(ByteBuffer bytes) {
    if (closed) {
      return false;
    }
    try {
      if (waiting == null) {
        channel.write(bytes);
      }
      if (bytes.hasRemaining()) {
        keep(bytes);
        key.interestOpsOr(SelectionKey.OP_WRITE);
        key.selector().wakeup();
      }
      return true;
    } catch (IOException | CancelledKeyException e) {
      // The loop sees the same when it reads, and says so.
      return false;
    }
  }

  /** Ends it without a word; the protocol hears nothing more. */
  public void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  boolean isClosed() {
    return closed;
  }

  Protocol protocol() {
    return protocol;
  }

  SocketChannel channel() {
    return channel;
  }

  synchronized void flush() throws IOException {
    ByteBuffer rest = waiting;
    if (rest != null) {
      channel.write(rest);
      if (!rest.hasRemaining()) {
        waiting = null;
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
      }
    }
  }

  /** Puts what was left of the last read in front; gives its length. */
  int restoreTo(byte[] bytes) {
    System.arraycopy(carry, 0, bytes, 0, carried);
    return carried;
  }

  int carried() {
    return carried;
  }

  void carry(byte[] bytes, int from, int to) {
    int left = to - from;
    // A burst's buffer is not kept for the many sockets that are quiet.
    if (left == 0) {
      carry = NOTHING;
    } else if (carry.length < left) {
      carry = Arrays.copyOfRange(bytes, from, to);
    } else {
      System.arraycopy(bytes, from, carry, 0, left);
    }
    carried = left;
  }

  private void keep(ByteBuffer bytes) {
    ByteBuffer rest = waiting;
    int held = rest == null ? 0 : rest.remaining();
    if (rest != null && rest.capacity() - rest.limit() >= bytes.remaining()) {
      int at = rest.position();
      rest.position(rest.limit()).limit(rest.capacity());
      rest.put(bytes);
      rest.flip().position(at);
      return;
    }
    ByteBuffer larger = ByteBuffer.allocate(Math.max(4096, 2 * (held + bytes.remaining())));
    if (rest != null) {
      larger.put(rest);
    }
    larger.put(bytes);
    waiting = larger.flip();
  }
}
