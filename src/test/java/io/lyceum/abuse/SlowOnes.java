package io.lyceum.abuse;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Heads, bodies and frames of which a byte comes every now and then, to hold connections. */
final class SlowOnes implements AutoCloseable {
  private static final int OF_EACH = 20;

  private final List<RawConnection> connections = new ArrayList<>();
  private volatile boolean over;

  private SlowOnes(int port) {
    for (int i = 0; i < OF_EACH; i++) {
      connections.add(RawConnection.open(port).send("GET /v1/users HTTP/1.1\r\nHost: x\r\nX-A: "));
      connections.add(RawConnection.open(port).send("GET /v1/socket HTTP/1.1\r\nHost: x\r\nX-A: "));
      connections.add(
          RawConnection.open(port)
              .send(
                  "POST /v1/auth/logout HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9"
                      + (i + 1)
                      + "\r\nContent-Length: 10000\r\n\r\n{"));
      connections.add(
          RawConnection.webSocket(port, "203.0.113." + (100 + i))
              .send(RawConnection.head(true, 1, 1_000)));
    }
  }

  static SlowOnes start(int port) {
    SlowOnes slow = new SlowOnes(port);
    Thread.ofPlatform().daemon().start(slow::trickle);
    return slow;
  }

  private void trickle() {
    while (!over) {
      for (RawConnection connection : connections) {
        try {
          connection.send(new byte[] {'x'});
        } catch (UncheckedIOException cut) {
          // As it should be.
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
    }
  }

  boolean areCut() {
    return connections.stream().allMatch(RawConnection::isOver);
  }

  @Override
  public void close() {
    over = true;
    connections.forEach(RawConnection::close);
  }
}
