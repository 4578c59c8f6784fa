package io.lyceum.bench.load;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.net.HttpConnection;
import io.lyceum.bench.net.Loop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * REST requests over a fixed number of connections. One that finds none free waits, and its waiting
 * counts: so it would for a person.
 */
public final class RestLoad implements Load, AutoCloseable {
  /** A request that has no connection yet. */
  private record Waiting(long index, long stamp) {}

  private static final int OK = 200;
  private static final int PATIENCE_SECONDS = 30;

  private final List<byte[]> requests;
  private final Loop loop = Loop.start("rest");
  private final Tally tally = new Tally();
  private final Deque<HttpConnection> free = new ArrayDeque<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final CountDownLatch opening;
  private final Crowd.Target target;
  private int lost;
  private @Nullable String whyLost;
  private volatile boolean closing;

  /**
   * @param requests asked in turn
   */
  public RestLoad(Crowd.Target target, int connections, List<byte[]> requests) {
    this.target = target;
    this.requests = requests;
    this.opening = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      connect(i);
    }
    try {
      boolean open = opening.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!open || lost() > 0) {
        close();
        throw new BenchProblem("connections could not be opened: " + whyLost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchProblem("interrupted", e);
    }
  }

  private void connect(int number) {
    loop.connect(
        target.server(number),
        target.sources().next(),
        new HttpConnection(new Connections(number)));
  }

  @Override
  public void listen(long from, long to) {
    loop.call(
        () -> {
          tally.open(from, to);
          return tally;
        });
  }

  @Override
  public void send(long index, long stamp) {
    HttpConnection taken;
    synchronized (free) {
      taken = free.poll();
      if (taken == null) {
        waiting.add(new Waiting(index, stamp));
        return;
      }
    }
    taken.send(request(index), stamp);
  }

  private byte[] request(long index) {
    return requests.get((int) (index % requests.size()));
  }

  @Override
  public long arrived() {
    return loop.call(() -> tally.counts().delivered());
  }

  @Override
  public Counts counts() {
    return loop.call(
        () -> {
          Counts copy = new Counts();
          copy.add(tally.counts());
          return copy;
        });
  }

  @Override
  public int receivers() {
    return 1;
  }

  @Override
  public int lost() {
    synchronized (free) {
      return lost;
    }
  }

  @Override
  public void close() {
    closing = true;
    loop.close();
  }

  private final class Connections implements HttpConnection.Listener {
    private final int number;
    private boolean open;

    Connections(int number) {
      this.number = number;
    }

    @Override
    public void free(HttpConnection connection) {
      if (!open) {
        open = true;
        opening.countDown();
      }
      Waiting next;
      synchronized (free) {
        next = waiting.poll();
        if (next == null) {
          // The one used last is used next, as browsers do; idle ones stay idle.
          free.push(connection);
          return;
        }
      }
      connection.send(request(next.index()), next.stamp());
    }

    @Override
    public void answered(long stamp, int status, int bytes, long nanos) {
      tally.frame(bytes);
      if (status == OK) {
        tally.delivered(stamp, nanos);
      } else {
        tally.refused(Integer.toString(status));
      }
    }

    @Override
    public void lost(HttpConnection connection, String why) {
      boolean idle;
      synchronized (free) {
        idle = free.remove(connection);
        if (!idle) {
          lost++;
          whyLost = why;
        }
      }
      opening.countDown();
      // A server may end a connection that nobody uses; the next request would open another.
      if (idle && !closing) {
        connect(number);
      }
    }
  }
}
