package io.lyceum.platform.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An idle connection to another node's cluster port, watched by a virtual thread. */
final class Wire implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** One refusal could meet a node between two bindings of its port. */
  private static final int REFUSALS = 3;

  private final String host;
  private final int port;
  private final Runnable broken;
  private final Runnable mended;
  private volatile boolean closed;
  private volatile @Nullable Socket socket;

  private Wire(String host, int port, Runnable broken, Runnable mended) {
    this.host = host;
    this.port = port;
    this.broken = broken;
    this.mended = mended;
  }

  /**
   * @param broken called once for each time that nobody listens there any more
   * @param mended called when somebody does again
   */
  static Wire to(String host, int port, Runnable broken, Runnable mended) {
    Wire wire = new Wire(host, port, broken, mended);
    Thread.ofVirtual().name("wire-" + host + ":" + port).start(wire::watch);
    return wire;
  }

  private void watch() {
    int refusals = 0;
    while (!closed) {
      try (Socket connection = new Socket()) {
        connection.connect(new InetSocketAddress(host, port), (int) CONNECT.toMillis());
        if (refusals >= REFUSALS) {
          mended.run();
        }
        refusals = 0;
        socket = connection;
        // Nothing is ever said on it; this returns when the other side is gone.
        var _ = closed ? -1 : connection.getInputStream().read();
      } catch (ConnectException e) {
        // An unreachable network comes under the same name and proves nothing.
        refusals += String.valueOf(e.getMessage()).contains("refused") ? 1 : 0;
        if (refusals == REFUSALS) {
          broken.run();
        }
      } catch (IOException e) {
        // Reset, unreachable or too slow: only a refusal proves anything, and only an answer the
        // opposite.
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It was to end anyway.
      }
    }
  }
}
