package io.lyceum.bench.load;

import io.lyceum.bench.net.Loop;
import io.lyceum.bench.net.WebSocket;
import io.lyceum.bench.wire.LyceumWire;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.Returner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Many sockets that come back at about the same time, each behind by as many messages. */
public final class Return {
  /**
   * What became of it; latencies in milliseconds.
   *
   * @param back from the time it was to come back until it had caught up
   * @param p95Back the 95th percentile of the same
   * @param catchUp from the open WebSocket until it had caught up, hello and subscribe included
   * @param failed sockets that did not make it, in the time given
   * @param why the first of them failed
   */
  public record Result(
      Latency back, double p95Back, Latency catchUp, long failed, @Nullable String why) {}

  private static final long LONGEST = 300_000_000;
  private static final double MICROS = 1_000;

  private final LyceumWire wire;
  private final Crowd.Target target;
  private final long missed;
  private final Histogram back = new ConcurrentHistogram(LONGEST, 3);
  private final Histogram catchUp = new ConcurrentHistogram(LONGEST, 3);
  private final AtomicReference<@Nullable String> why = new AtomicReference<>();

  public Return(LyceumWire wire, Crowd.Target target, long missed) {
    this.wire = wire;
    this.target = target;
    this.missed = missed;
  }

  /**
   * Brings all back, spread over this time, each behind the sequence number its room has in {@code
   * after}.
   */
  public Result run(List<Member> members, List<Long> after, double seconds, int patience) {
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < target.threads(); i++) {
      loops.add(Loop.start("return-" + i));
    }
    CountDownLatch open = new CountDownLatch(members.size());
    Schedule schedule = new Schedule(Loop.nanos(), members.size() / seconds, 0, members.size());
    CompletableFuture<Long> opening =
        Pacer.start(
            schedule,
            (index, due) -> {
              int number = (int) index;
              Returner returner =
                  new Returner(
                      wire, members.get(number), after.get(number), missed, new Ears(due, open));
              loops
                  .get(number % loops.size())
                  .connect(
                      target.server(number),
                      target.sources().next(),
                      new WebSocket(wire.endpoint(target.host()), returner));
            });
    try {
      boolean _ = open.await((long) seconds + patience, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    opening.join();
    loops.forEach(Loop::close);
    long made = back.getTotalCount();
    return new Result(
        Latency.of(back),
        back.getValueAtPercentile(95) / MICROS,
        Latency.of(catchUp),
        members.size() - made,
        made == members.size() ? null : why.updateAndGet(w -> w == null ? "too slow" : w));
  }

  private final class Ears implements Returner.Ears {
    private final long due;
    private final CountDownLatch open;

    Ears(long due, CountDownLatch open) {
      this.due = due;
      this.open = open;
    }

    @Override
    public void back(long connected, long caughtUp) {
      back.recordValue(micros(caughtUp - due));
      catchUp.recordValue(micros(caughtUp - connected));
      open.countDown();
    }

    @Override
    public void failed(String reason) {
      why.compareAndSet(null, reason);
      open.countDown();
    }

    private static long micros(long nanos) {
      return Math.clamp(nanos / 1_000, 0, LONGEST);
    }
  }
}
