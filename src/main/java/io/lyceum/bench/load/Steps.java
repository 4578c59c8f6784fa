package io.lyceum.bench.load;

import io.lyceum.bench.net.FrameWriter;
import io.lyceum.bench.net.Loop;
import io.lyceum.bench.wire.Client;
import io.lyceum.bench.wire.Outgoing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  private final Crowd crowd;
  private final Plan plan;
  private final Timing timing;
  private final CpuMeter meter;
  private final int receivers;
  private final @Nullable Outgoing[] messages;
  private final Function<Client, Outgoing> message;

  /**
   * @param receivers how many sockets each message goes to
   * @param message what a client sends
   */
  public Steps(
      Crowd crowd,
      Plan plan,
      Timing timing,
      CpuMeter meter,
      int receivers,
      Function<Client, Outgoing> message) {
    this.crowd = crowd;
    this.plan = plan;
    this.timing = timing;
    this.meter = meter;
    this.receivers = receivers;
    this.message = message;
    this.messages = new Outgoing[plan.sockets()];
  }

  /** Sends at this rate; returns when nothing of it is under way any more. */
  public StepResult run(double rate) {
    Schedule schedule = timing.schedule(rate);
    crowd.listen(schedule.measuredFrom(), schedule.measuredTo());
    CompletableFuture<Long> sending = Pacer.start(schedule, sender());
    sleepUntil(schedule.measuredFrom());
    CpuMeter.Reading first = meter.read();
    Counts before = crowd.counts();
    sleepUntil(schedule.measuredTo());
    CpuMeter.Cores cores = meter.read().since(first);
    Counts during = crowd.counts();
    long late = sending.join();
    long expected = schedule.measured() * receivers;
    awaitArrival(expected);
    Counts all = crowd.counts();
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
        crowd.lost());
  }

  private Pacer.Sender sender() {
    FrameWriter writer = new FrameWriter();
    byte[] scratch = new byte[4096];
    return (index, stamp) -> {
      int number = plan.sender(index);
      Client client = crowd.client(number);
      Outgoing outgoing = messages[number];
      if (outgoing == null) {
        outgoing = message.apply(client);
        messages[number] = outgoing;
      }
      client.send(outgoing, stamp, writer, scratch);
    };
  }

  private void awaitArrival(long expected) {
    long giveUp = Loop.nanos() + LONGEST_WAIT;
    long lastArrival = Loop.nanos();
    long arrived = crowd.delivered();
    while (arrived < expected && Loop.nanos() < giveUp && Loop.nanos() - lastArrival < QUIET) {
      LockSupport.parkNanos(GLANCE);
      long now = crowd.delivered();
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
