package io.lyceum.bench.load;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.net.FrameWriter;
import io.lyceum.bench.net.Loop;
import io.lyceum.bench.wire.Client;
import io.lyceum.bench.wire.Outgoing;
import io.lyceum.bench.wire.QuizWire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * A quiz with everybody at a socket of their own: the host asks, the others answer at random
 * instants, the host reveals. The first of the crowd hosts.
 */
public final class QuizSession {
  /**
   * How long something took that goes to everybody, from the host's command.
   *
   * @param each until one of them had it
   * @param all until the last of them had it, over the questions
   */
  public record Wave(Latency each, Latency all) {}

  /**
   * What became of it.
   *
   * @param sent answers
   * @param acknowledged how many of them
   * @param ack from the time an answer was meant to be sent
   * @param refused by code
   * @param lateMillis the latest answer was sent so far behind its time
   */
  public record Result(
      Wave asked,
      Latency ack,
      Wave revealed,
      long sent,
      long acknowledged,
      Map<String, Long> refused,
      CpuMeter.Cores cores,
      double lateMillis) {}

  private record Answer(Client by, Outgoing message) {}

  /** Both ends of what a {@link Wave} is made of. */
  private static final class Waves {
    private final Counts each = new Counts();
    private final Counts all = new Counts();

    void add(Counts heard) {
      each.add(heard);
      all.receive.recordValue(heard.receive.getMaxValue());
    }

    Wave wave() {
      return new Wave(Latency.of(each.receive), Latency.of(all.receive));
    }
  }

  private static final long PATIENCE = 10_000_000_000L;
  private static final long GLANCE = 5_000_000;
  private static final long LEAD = 50_000_000;
  private static final double MILLI = 1e6;

  private final Crowd crowd;
  private final QuizWire wire;
  private final double within;
  private final SplittableRandom random = new SplittableRandom();
  private final FrameWriter writer = new FrameWriter();
  private final byte[] scratch = new byte[4096];
  private final Waves asked = new Waves();
  private final Waves revealed = new Waves();
  private final Counts answers = new Counts();
  private long late;

  /**
   * @param within seconds in which all answer
   */
  public QuizSession(Crowd crowd, QuizWire wire, double within) {
    this.crowd = crowd;
    this.wire = wire;
    this.within = within;
  }

  /**
   * Asks these questions one after the other.
   *
   * @throws BenchProblem when the server leaves somebody without a question or its solution
   */
  public Result run(List<String> questions, CpuMeter meter) {
    say(QuizWire.Step.OPEN);
    CpuMeter.Reading first = meter.read();
    for (String question : questions) {
      asked.add(say(QuizWire.Step.ASK));
      answer(question);
      revealed.add(say(QuizWire.Step.REVEAL));
    }
    return new Result(
        asked.wave(),
        Latency.of(answers.ack),
        revealed.wave(),
        (long) questions.size() * pupils(),
        answers.acknowledged(),
        answers.refused,
        meter.read().since(first),
        late / MILLI);
  }

  private int pupils() {
    return crowd.size() - 1;
  }

  /** Lets the host say it, and waits until all have heard of it. */
  private Counts say(QuizWire.Step step) {
    Client host = crowd.client(0);
    long now = Loop.nanos();
    crowd.listen(now, Long.MAX_VALUE);
    host.send(wire.say(host.member(), step, now), now, writer, scratch);
    Counts heard = await(crowd.size(), Counts::delivered);
    if (heard.delivered() < crowd.size()) {
      throw new BenchProblem(
          "only %d of %d heard of %s; refused %s, lost sockets %d"
              .formatted(heard.delivered(), crowd.size(), step, heard.refused, crowd.lost()));
    }
    return heard;
  }

  private void answer(String question) {
    wire.answering(question);
    List<Answer> all = new ArrayList<>();
    for (int pupil = 1; pupil <= pupils(); pupil++) {
      Client client = crowd.client(pupil);
      all.add(new Answer(client, wire.post(client.member())));
    }
    Collections.shuffle(all, random);
    Scattered times = Scattered.over(Loop.nanos() + LEAD, within, all.size(), random);
    crowd.listen(times.due(0) - LEAD / 2, Long.MAX_VALUE);
    CompletableFuture<Long> sending =
        Pacer.start(times, (index, stamp) -> send(all.get((int) index), stamp));
    late = Math.max(late, sending.join());
    answers.add(await(all.size(), counts -> counts.acknowledged() + refusals(counts)));
  }

  private void send(Answer answer, long stamp) {
    answer.by().send(answer.message(), stamp, writer, scratch);
  }

  private static long refusals(Counts counts) {
    return counts.refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What has been heard as soon as it is so much, or when that takes too long. */
  private Counts await(long wanted, ToLongFunction<Counts> heard) {
    long giveUp = Loop.nanos() + PATIENCE;
    Counts counts = crowd.counts();
    while (heard.applyAsLong(counts) < wanted && Loop.nanos() < giveUp) {
      LockSupport.parkNanos(GLANCE);
      counts = crowd.counts();
    }
    return counts;
  }
}
