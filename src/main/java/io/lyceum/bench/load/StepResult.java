package io.lyceum.bench.load;

import java.util.Map;

/**
 * What became of one step of the load.
 *
 * @param rate messages a second that were meant to be sent
 * @param sent messages of the measured time
 * @param expected those times their receivers
 * @param delivered how many of them arrived
 * @param receive from the intended time of sending to reading
 * @param ack from the intended time of sending to the acknowledgement
 * @param frames received in a second
 * @param bytes received in a second
 * @param refused what the server refused, by code
 * @param lateMillis the latest message was sent so far behind its time
 * @param lostSockets sockets that had gone by the end
 */
public record StepResult(
    double rate,
    long sent,
    long expected,
    long delivered,
    long acknowledged,
    double deliveriesPerSecond,
    Latency receive,
    Latency ack,
    double frames,
    double bytes,
    CpuMeter.Cores cores,
    Map<String, Long> refused,
    double lateMillis,
    int lostSockets) {

  /** The part that arrived. */
  public double arrived() {
    return expected == 0 ? 0 : (double) delivered / expected;
  }

  /** Whether this counts as carried: nearly all arrived, nearly all in time. */
  public boolean holds(Goal goal) {
    return arrived() >= goal.arrived() && receive.p99() <= goal.millis() && lostSockets == 0;
  }

  /**
   * When a load counts as carried.
   *
   * @param millis the 99th percentile of send to receive may be this long
   * @param arrived the part that must arrive
   */
  public record Goal(double millis, double arrived) {}
}
