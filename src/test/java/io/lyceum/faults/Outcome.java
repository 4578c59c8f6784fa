package io.lyceum.faults;

import io.lyceum.faults.check.Findings;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param acknowledged messages acknowledged in all
 */
record Outcome(List<Episode> episodes, long acknowledged, Findings findings, Stalls stalls) {
  /** Fewer acknowledgements prove too little. */
  static final long ENOUGH = 10_000;

  /** How a run is judged. */
  enum Verdict {
    PASSED(0),
    FAILED(1),
    /** Too little happened, or a fault was not felt: nothing is proven. */
    UNKNOWN(2);

    /** What a process that ran the faults exits with. */
    final int exitCode;

    Verdict(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  Verdict verdict() {
    if (!findings.isClean() || episodes.stream().anyMatch(e -> !e.broken().isEmpty())) {
      return Verdict.FAILED;
    }
    return acknowledged >= ENOUGH && episodes.stream().allMatch(Episode::bit)
        ? Verdict.PASSED
        : Verdict.UNKNOWN;
  }
}
