package io.lyceum.faults;

import io.lyceum.faults.check.Findings.Anomaly;
import java.util.Locale;

/** An outcome as a page of Markdown. */
final class Report {
  /** A fault's effect may show this much later than its end. */
  private static final double TAIL_MS = 5_000;

  private Report() {}

  static String of(Outcome outcome, long seed) {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        Seed %d: **%s**, %,d messages acknowledged.

        | lost | unseen | duplicated | delivered twice | out of order | silent gaps | two values at one seq | phantoms | never answered |
        |--:|--:|--:|--:|--:|--:|--:|--:|--:|
        | %d | %d | %d | %d | %d | %d | %d | %d | %d |

        | row | fault | acknowledged | room without an answer: median / worst | delivery p50 / p99 / worst | all ready after | felt |
        |---|---|--:|--:|--:|--:|---|
        """
            .formatted(
                seed,
                outcome.verdict().name().toLowerCase(Locale.ROOT),
                outcome.acknowledged(),
                count(outcome, Anomaly.LOST_ACKED),
                count(outcome, Anomaly.UNSEEN),
                count(outcome, Anomaly.DUPLICATE),
                count(outcome, Anomaly.DELIVERED_TWICE),
                count(outcome, Anomaly.OUT_OF_ORDER) + count(outcome, Anomaly.SENDER_ORDER),
                count(outcome, Anomaly.SILENT_GAP) + count(outcome, Anomaly.JOURNAL_HOLE),
                count(outcome, Anomaly.INCONSISTENT),
                count(outcome, Anomaly.PHANTOM),
                count(outcome, Anomaly.UNANSWERED)));
    outcome.episodes().forEach(episode -> page.append(row(outcome, episode)));
    return page.toString();
  }

  /** The page of the documentation that shows a report. */
  static String page(String report) {
    return """
    # What happens when things break

    Made by `./mvnw verify -Pfaults` on %d cores; do not edit. Three nodes, PostgreSQL and two processes of clients, each on a host \
    of its own (network namespaces), 20 rooms of 6 clients, 300 messages a second all the time. The faults come in an order drawn \
    from the seed (`-Dfaults.seed=`), one after the other; in the end every client reads to the head, and every log is compared \
    with the journal. Times count from the moment a fault begins to 5 s after all nodes serve again; *a room without an answer* is \
    the longest time in which none of its messages was acknowledged. A fault that nobody felt, or fewer than 10,000 \
    acknowledgements, make a run *unknown*, which is not *passed*.

    """
            .formatted(Runtime.getRuntime().availableProcessors())
        + report;
  }

  private static String row(Outcome outcome, Episode episode) {
    Stalls stalls = outcome.stalls();
    double from = episode.from();
    double to = episode.readyAt() + TAIL_MS;
    double[] silences = stalls.within(from, to);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %.1f s / %.1f s | %.0f / %.0f / %.0f ms | %.1f s | %s |%n",
        episode.fault().row(),
        episode.fault().title(),
        stalls.count(from, to),
        Stalls.percentile(silences, 50) / 1e3,
        Stalls.percentile(silences, 100) / 1e3,
        stalls.lag(from, to, 50),
        stalls.lag(from, to, 99),
        stalls.lag(from, to, 100),
        (episode.readyAt() - episode.to()) / 1e3,
        felt(episode));
  }

  private static String felt(Episode episode) {
    if (!episode.broken().isEmpty()) {
      return "**did not hold: " + episode.broken() + "**";
    }
    return episode.bit() ? episode.evidence() : "**no**";
  }

  private static int count(Outcome outcome, Anomaly anomaly) {
    return outcome.findings().count(anomaly);
  }
}
