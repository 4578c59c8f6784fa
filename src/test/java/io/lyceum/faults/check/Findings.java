package io.lyceum.faults.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a check has found wrong, counted by kind with a few examples of each. */
public final class Findings {
  /** The anomalies looked for; the names in brackets are Jepsen's. */
  public enum Anomaly {
    /** Acknowledged, but not in the journal (lost-write). */
    LOST_ACKED,
    /** In the journal, but a member who followed the room to its end never got it (never-read). */
    UNSEEN,
    /** Received, but never sent or refused (aborted read). */
    PHANTOM,
    /** Two readers, or a reader and the journal, have different messages at one seq. */
    INCONSISTENT,
    /** One message at two places of the journal. */
    DUPLICATE,
    /** The same event handed to one client twice. */
    DELIVERED_TWICE,
    /** An event came before one with a smaller seq (nonmonotonic-poll). */
    OUT_OF_ORDER,
    /** A seq was passed over without a word (poll-skip). */
    SILENT_GAP,
    /** A client's messages stand in another order than it sent them. */
    SENDER_ORDER,
    /** The journal has a hole in a room. */
    JOURNAL_HOLE,
    /** Sent again and again, and never answered. */
    UNANSWERED
  }

  private static final int EXAMPLES = 5;

  private final Map<Anomaly, Integer> counts = new EnumMap<>(Anomaly.class);
  private final Map<Anomaly, List<String>> examples = new EnumMap<>(Anomaly.class);

  void add(Anomaly anomaly, String example) {
    counts.merge(anomaly, 1, Integer::sum);
    List<String> some = examples.computeIfAbsent(anomaly, _ -> new ArrayList<>());
    if (some.size() < EXAMPLES) {
      some.add(example);
    }
  }

  public int count(Anomaly anomaly) {
    return counts.getOrDefault(anomaly, 0);
  }

  public boolean isClean() {
    return counts.isEmpty();
  }

  @Override
  public String toString() {
    return isClean() ? "nothing wrong" : counts + " " + examples;
  }
}
