package io.lyceum.faults.check;

import io.lyceum.faults.check.Findings.Anomaly;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What one client got of one room, held against the rule: the next is the last plus one. */
final class Readings {
  /** The seqs a client should have got, both ends included. */
  record Range(long first, long last) {}

  private static final long NOT_YET = -1;

  private final String client;
  private final Findings findings;
  private final NavigableMap<Long, String> received = new TreeMap<>();
  private long first = NOT_YET;
  private long last = NOT_YET;
  private long level = NOT_YET;
  private long skipped;

  /** The last of what comes again because the client asked from an earlier place. */
  private long again = NOT_YET;

  Readings(String client, Findings findings) {
    this.client = client;
    this.findings = findings;
  }

  String client() {
    return client;
  }

  NavigableMap<Long, String> received() {
    return received;
  }

  /** Entries a snapshot stood for, which therefore never came one by one. */
  long skippedByReset() {
    return skipped;
  }

  /** Present once the client has said that it is level. */
  Optional<Range> owed() {
    return level == NOT_YET || first > level
        ? Optional.empty()
        : Optional.of(new Range(first, level));
  }

  void accept(Line line) {
    switch (line.what()) {
      case RECV -> receive(line);
      case RESET -> startAt(line.seq());
      case RESUME -> resume(line);
      case LEVEL -> level = line.seq();
      case INVOKE, OK, FAIL, INFO, CONNECT, CLOSE -> throw new AssertionError(line);
    }
  }

  private void startAt(long seq) {
    if (first == NOT_YET) {
      first = seq + 1;
    } else {
      skipped += Math.max(0, seq - last);
    }
    last = seq;
  }

  private void resume(Line line) {
    again = line.seq();
    if (last != NOT_YET && line.seq() > last) {
      findings.add(
          Anomaly.SILENT_GAP,
          client + " goes on in " + line.room() + " after " + line.seq() + ", had " + last);
    }
  }

  private void receive(Line line) {
    long seq = line.seq();
    String key = line.key() == null ? "" : line.key();
    if (received.containsKey(seq) && seq == again + 1) {
      again = seq;
    } else if (received.containsKey(seq)) {
      findings.add(Anomaly.DELIVERED_TWICE, client + " got " + line.room() + " " + seq);
    } else if (seq < last) {
      findings.add(
          Anomaly.OUT_OF_ORDER, client + " got " + line.room() + " " + seq + " after " + last);
    } else if (seq > last + 1) {
      findings.add(
          Anomaly.SILENT_GAP, client + " got " + line.room() + " " + seq + " after " + last);
    }
    received.put(seq, key);
    last = Math.max(last, seq);
  }
}
