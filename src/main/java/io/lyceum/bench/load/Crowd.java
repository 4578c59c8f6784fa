package io.lyceum.bench.load;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.net.Loop;
import io.lyceum.bench.net.Sources;
import io.lyceum.bench.net.WebSocket;
import io.lyceum.bench.wire.Client;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.Wire;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All sockets of a run, each in its room, kept alive until closed. */
public final class Crowd implements AutoCloseable {
  /**
   * Where the sockets go and come from, and how many threads read them.
   *
   * @param servers nodes of one cluster; sockets go to them in turn
   * @param opening how many sockets are on their way into their rooms at a time
   */
  public record Target(List<InetSocketAddress> servers, Sources sources, int threads, int opening) {
    /** The one that this socket goes to. */
    public InetSocketAddress server(int socket) {
      return servers.get(socket % servers.size());
    }

    /** As it stands in a request. */
    public String host(int socket) {
      InetSocketAddress server = server(socket);
      return server.getHostString() + ":" + server.getPort();
    }
  }

  private static final int PATIENCE_SECONDS = 30;
  private static final int BEAT_SECONDS = 20;

  private final List<Loop> loops = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();
  private final Client[] clients;
  private final Semaphore opening;
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicReference<@Nullable String> whyLost = new AtomicReference<>();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("keep-alive").daemon().factory());
  private int beat;

  /** So many of the clients are on their way or in their rooms. */
  private volatile int size;

  private Crowd(Target target, int most) {
    clients = new Client[most];
    opening = new Semaphore(target.opening());
    for (int i = 0; i < target.threads(); i++) {
      loops.add(Loop.start("loop-" + i));
      tallies.add(new Tally());
    }
  }

  /**
   * Opens a socket for each member and waits until all are in their rooms.
   *
   * @throws BenchProblem when one cannot be opened
   */
  public static Crowd open(Target target, Wire wire, List<Member> members) {
    Crowd crowd = new Crowd(target, members.size());
    // From the start: to open many takes longer than a server waits for a word.
    ScheduledFuture<?> _ =
        crowd.beats.scheduleAtFixedRate(crowd::keepAlive, 1, 1, TimeUnit.SECONDS);
    try {
      for (Member member : members) {
        crowd.add(target, wire, member);
      }
      crowd.awaitRoom(target.opening());
    } catch (BenchProblem e) {
      crowd.close();
      throw e;
    }
    return crowd;
  }

  private void add(Target target, Wire wire, Member member) {
    awaitRoom(1);
    opening.acquireUninterruptibly();
    int number = size;
    int turn = number % loops.size();
    Client client = new Client(wire, member, new Ears(tallies.get(turn)));
    clients[number] = client;
    size = number + 1;
    loops
        .get(turn)
        .connect(
            target.server(number),
            target.sources().next(),
            new WebSocket(wire.endpoint(target.host(number)), client));
  }

  private void awaitRoom(int free) {
    try {
      boolean inTime = opening.tryAcquire(free, PATIENCE_SECONDS, TimeUnit.SECONDS);
      String why = whyLost.get();
      if (why != null) {
        throw new BenchProblem("a socket could not be opened: " + why);
      }
      if (!inTime) {
        throw new BenchProblem("sockets are not answered within " + PATIENCE_SECONDS + " s");
      }
      opening.release(free);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchProblem("interrupted", e);
    }
  }

  public int size() {
    return size;
  }

  Client client(int number) {
    return clients[number];
  }

  /** Sockets that were in their rooms and are not any more. */
  public int lost() {
    return lost.get();
  }

  /** Why the first of them went. */
  public String whyLost() {
    return String.valueOf(whyLost.get());
  }

  /** Counts messages with stamps in {@code [from, to)} from now on. */
  void listen(long from, long to) {
    for (int i = 0; i < loops.size(); i++) {
      Tally tally = tallies.get(i);
      loops
          .get(i)
          .call(
              () -> {
                tally.open(from, to);
                return tally;
              });
    }
  }

  /** Messages counted up to now. */
  long delivered() {
    long sum = 0;
    for (int i = 0; i < loops.size(); i++) {
      Tally tally = tallies.get(i);
      sum += loops.get(i).call(() -> tally.counts().delivered());
    }
    return sum;
  }

  /** What was counted since {@link #listen}. */
  Counts counts() {
    Counts sum = new Counts();
    for (int i = 0; i < loops.size(); i++) {
      Tally tally = tallies.get(i);
      loops
          .get(i)
          .call(
              () -> {
                sum.add(tally.counts());
                return sum;
              });
    }
    return sum;
  }

  /** A twentieth of all each second. */
  private void keepAlive() {
    for (int i = beat; i < size; i += BEAT_SECONDS) {
      clients[i].keepAlive();
    }
    beat = (beat + 1) % BEAT_SECONDS;
  }

  @Override
  public void close() {
    beats.shutdownNow();
    loops.forEach(Loop::close);
  }

  /** Belongs to the sockets of one loop. */
  private final class Ears implements Client.Ears {
    private final Tally tally;

    Ears(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void frame(int bytes) {
      tally.frame(bytes);
    }

    @Override
    public void delivered(long stamp, long nanos) {
      tally.delivered(stamp, nanos);
    }

    @Override
    public void acknowledged(long stamp, long nanos) {
      tally.acknowledged(stamp, nanos);
    }

    @Override
    public void refused(String code) {
      tally.refused(code);
    }

    @Override
    public void ready(Client client) {
      opening.release();
    }

    @Override
    public void failed(Client client, String why) {
      lost.incrementAndGet();
      whyLost.compareAndSet(null, client.member().user() + ": " + why);
      opening.release();
    }
  }
}
