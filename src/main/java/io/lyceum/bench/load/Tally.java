package io.lyceum.bench.load;

/** Keeps count on one loop's thread, of messages whose stamp lies in the present window. */
final class Tally {
  private long from;
  private long to;
  private Counts counts = new Counts();

  /** A new window, with nothing counted. */
  void open(long first, long last) {
    from = first;
    to = last;
    counts = new Counts();
  }

  Counts counts() {
    return counts;
  }

  void frame(int bytes) {
    counts.frames++;
    counts.bytes += bytes;
  }

  void delivered(long stamp, long nanos) {
    if (stamp >= from && stamp < to) {
      counts.delivered(nanos - stamp);
    }
  }

  void acknowledged(long stamp, long nanos) {
    if (stamp >= from && stamp < to) {
      counts.acknowledged(nanos - stamp);
    }
  }

  void refused(String code) {
    counts.refused(code);
  }
}
