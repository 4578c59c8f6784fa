package io.lyceum.faults.check;

import io.lyceum.faults.check.Findings.Anomaly;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what the promise excludes (P1 to P6). Every seq names one place of a room, so each
 * check is one pass over the logs and no search is needed.
 */
public final class Checker {
  private final Journal journal;
  private final Findings findings = new Findings();
  private final Map<String, Readings> readers = new HashMap<>();
  private final Set<String> invoked = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Long> acknowledged = new HashMap<>();
  private final Map<String, Long> places = new HashMap<>();

  public Checker(Journal journal) {
    this.journal = journal;
    journal.rooms().forEach(this::look);
  }

  /** Where each message of the journal stands; holes and doubles show here. */
  private void look(String room, NavigableMap<Long, String> entries) {
    long expected = 1;
    for (Map.Entry<Long, String> entry : entries.entrySet()) {
      if (entry.getKey() != expected) {
        findings.add(Anomaly.JOURNAL_HOLE, room + " lacks " + expected);
      }
      expected = entry.getKey() + 1;
      String key = entry.getValue();
      if (!key.isEmpty()) {
        Long before = places.put(room + " " + key, entry.getKey());
        if (before != null) {
          findings.add(Anomaly.DUPLICATE, key + " stands at " + before + " and " + entry.getKey());
        }
      }
    }
  }

  /** Takes one line of a log; lines of one client must come in the order written. */
  public void accept(Line line) {
    String message = line.room() + " " + line.key();
    switch (line.what()) {
      case INVOKE -> invoked.add(message);
      case FAIL -> refused.add(message);
      case OK -> acknowledged.put(message, line.seq());
      case RECV, RESET, RESUME, LEVEL -> reader(line).accept(line);
      case INFO, CONNECT, CLOSE -> {}
    }
  }

  private Readings reader(Line line) {
    return readers.computeIfAbsent(
        line.client() + " " + line.room(), _ -> new Readings(line.client(), findings));
  }

  public long acknowledgedCount() {
    return acknowledged.size();
  }

  /** What is wrong, to be asked when all logs are in. */
  public Findings findings() {
    acknowledged.forEach(this::checkAcknowledged);
    invoked.stream()
        .filter(message -> !acknowledged.containsKey(message) && !refused.contains(message))
        .forEach(message -> findings.add(Anomaly.UNANSWERED, message));
    checkSenders();
    readers.forEach(
        (name, readings) -> checkReader(name.substring(name.indexOf(' ') + 1), readings));
    return findings;
  }

  private void checkAcknowledged(String message, long seq) {
    Long place = places.get(message);
    if (place == null || place != seq) {
      findings.add(
          Anomaly.LOST_ACKED, message + " was acknowledged at " + seq + ", stands at " + place);
    }
  }

  /** In the journal each client's numbers must rise within a room. */
  private void checkSenders() {
    journal
        .rooms()
        .forEach(
            (room, entries) -> {
              Map<String, Integer> last = new HashMap<>();
              for (String key : entries.values()) {
                int slash = key.lastIndexOf('/');
                if (slash > 0) {
                  int number = Integer.parseInt(key.substring(slash + 1));
                  Integer before = last.put(key.substring(0, slash), number);
                  if (before != null && before > number) {
                    findings.add(Anomaly.SENDER_ORDER, room + ": " + before + " before " + key);
                  }
                }
              }
            });
  }

  private void checkReader(String room, Readings readings) {
    NavigableMap<Long, String> truth = journal.room(room);
    readings
        .received()
        .forEach(
            (seq, key) -> {
              @Nullable String stored = truth.get(seq);
              if (!key.equals(stored)) {
                findings.add(
                    Anomaly.INCONSISTENT, room + " " + seq + ": " + key + ", stored " + stored);
              }
              String message = room + " " + key;
              if (!key.isEmpty() && (!invoked.contains(message) || refused.contains(message))) {
                findings.add(Anomaly.PHANTOM, readings.client() + " got " + message);
              }
            });
    readings
        .owed()
        .ifPresent(
            range -> {
              long seen =
                  readings.received().subMap(range.first(), true, range.last(), true).size();
              if (seen + readings.skippedByReset() < range.last() - range.first() + 1) {
                findings.add(
                    Anomaly.UNSEEN,
                    readings.client() + " in " + room + " got " + seen + " of " + range);
              }
              if (!truth.isEmpty() && truth.lastKey() > range.last()) {
                findings.add(
                    Anomaly.UNSEEN,
                    readings.client()
                        + " in "
                        + room
                        + " ended at "
                        + range.last()
                        + " of "
                        + truth.lastKey());
              }
            });
  }
}
