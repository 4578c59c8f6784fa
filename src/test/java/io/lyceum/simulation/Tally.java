package io.lyceum.simulation;

import java.util.Map;
import java.util.TreeMap;

/** What a run came to: a run in which little happened proves little. */
final class Tally {
  long written;
  long acknowledged;
  long refused;
  long given;
  long resets;
  long ended;
  final Map<String, Integer> codes = new TreeMap<>();
  final Map<String, Integer> faults = new TreeMap<>();

  void add(Tally other) {
    written += other.written;
    acknowledged += other.acknowledged;
    refused += other.refused;
    given += other.given;
    resets += other.resets;
    ended += other.ended;
    other.codes.forEach((code, count) -> codes.merge(code, count, Integer::sum));
    other.faults.forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
  }

  @Override
  public String toString() {
    return "written %d, acknowledged %d, given %d, resets %d, sent away %d, refused %s, faults %s"
        .formatted(written, acknowledged, given, resets, ended, codes, faults);
  }
}
