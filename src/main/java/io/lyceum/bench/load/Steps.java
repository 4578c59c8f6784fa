package io.lyceum.bench.load;

import io.lyceum.bench.net.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Sends messages at one rate after the other and says what became of them. */
public final class Steps {
  /**
   * How long each step takes.
   *
   * @param mostMessages a step ends sooner rather than send more than this
   */
  public record Timing(double warmUpSeconds, double seconds, long mostMessages) {
    Schedule schedule(double rate) {
      double most = Math.max(1, mostMessages / rate - warmUpSeconds);
      return Schedule.of(Loop.nanos() + LEAD, rate, warmUpSeconds, Math.min(seconds, most));
    }
  }

  /** Between planning a step and its first message. */
  private static final long LEAD = 50_000_000;

  /** What has not arrived so long after the last arrival is not waited for any more. */
  private static final long QUIET = 1_500_000_000L;

  private static final long LONGEST_WAIT = 20_000_000_000L;
  private static final long GLANCE = 20_000_000;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private final Load load;
  private final Timing timing;
  private final CpuMeter meter;

  public Steps(Load load, Timing timing, CpuMeter meter) {
    this.load = load;
    this.timing = timing;
    this.meter = meter;
  }

  /** Sends at this rate; returns when nothing of it is under way any more. */
  public StepResult run(double rate) {
    Schedule schedule = timing.schedule(rate);
    load.listen(schedule.measuredFrom(), schedule.measuredTo());
    CompletableFuture<Long> sending = Pacer.start(schedule, load::send);
    sleepUntil(schedule.measuredFrom());
    CpuMeter.Reading first = meter.read();
    Counts before = load.counts();
    sleepUntil(schedule.measuredTo());
    CpuMeter.Cores cores = meter.read().since(first);
    Counts during = load.counts();
    long late = sending.join();
    long expected = schedule.measured() * load.receivers();
    awaitArrival(expected);
    Counts all = load.counts();
    double seconds = (schedule.measuredTo() - schedule.measuredFrom()) / SECOND;
    return new StepResult(
        rate,
        schedule.measured(),
        expected,
        all.delivered(),
        all.acknowledged(),
        during.delivered() / seconds,
        Latency.of(all.receive),
        Latency.of(all.ack),
        (during.frames - before.frames) / seconds,
        (during.bytes - before.bytes) / seconds,
        cores,
        all.refused,
        late / MILLI,
        load.lost());
  }

  private void awaitArrival(long expected) {
    long giveUp = Loop.nanos() + LONGEST_WAIT;
    long lastArrival = Loop.nanos();
    long arrived = load.arrived();
    while (arrived < expected && Loop.nanos() < giveUp && Loop.nanos() - lastArrival < QUIET) {
      LockSupport.parkNanos(GLANCE);
      long now = load.arrived();
      if (now > arrived) {
        arrived = now;
        lastArrival = Loop.nanos();
      }
    }
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - Loop.nanos(); left > 0; left = nanos - Loop.nanos()) {
      LockSupport.parkNanos(left);
    }
  }
}
