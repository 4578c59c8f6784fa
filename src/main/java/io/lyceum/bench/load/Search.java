package io.lyceum.bench.load;

/**
 * Looks for the highest rate that holds: climbs by a factor until one does not, then halves the gap
 * (by ratio) until it is small. A rate only fails when it fails twice, for a server that has just
 * started, or a full disk queue, slows one step and not the next.
 */
public final class Search {
  private static final int MOST_STEPS = 40;
  private static final double GROWTH = 2;
  private static final double SLOWEST = 0.5;

  private final double precision;
  private double next;
  private double good;
  private double bad = Double.POSITIVE_INFINITY;
  private boolean failedOnce;
  private int steps;

  /**
   * @param precision how far the first rate that fails may lie above the last that holds, 0.1 for a
   *     tenth
   */
  public Search(double start, double precision) {
    this.next = start;
    this.precision = precision;
  }

  public boolean isDone() {
    return steps >= MOST_STEPS || bad <= good * (1 + precision) || next < SLOWEST;
  }

  /** The rate to try next. */
  public double next() {
    return next;
  }

  /** The highest rate that held; 0 when none has. */
  public double best() {
    return good;
  }

  /** What became of {@link #next}. */
  public void tried(boolean held) {
    steps++;
    if (!held && !failedOnce) {
      failedOnce = true;
      return;
    }
    failedOnce = false;
    if (held) {
      good = next;
    } else {
      bad = next;
    }
    if (bad == Double.POSITIVE_INFINITY) {
      next = good * GROWTH;
    } else {
      next = good == 0 ? bad / GROWTH : Math.sqrt(good * bad);
    }
  }
}
