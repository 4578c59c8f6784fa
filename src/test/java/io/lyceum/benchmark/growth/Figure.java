package io.lyceum.benchmark.growth;

/** What may grow. */
public enum Figure {
  P99("p99", "ms"),
  SERVER("server", "cores"),
  COST("CPU a post", "µs"),
  REPLAY("full replay", "ms"),
  RECOVERY("from a snapshot", "ms"),
  RESIDENT("resident memory", "MiB"),
  HEAP("live heap", "MiB");

  private final String title;
  private final String unit;

  Figure(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }
}
