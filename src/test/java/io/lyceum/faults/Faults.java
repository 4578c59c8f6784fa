package io.lyceum.faults;

import java.util.List;
import java.util.stream.Stream;

/** Every fault there is. */
final class Faults {
  private Faults() {}

  static List<Fault> all() {
    return Stream.of(
            CrashFaults.all(),
            NetworkFaults.all(),
            DatabaseFaults.all(),
            ClientFaults.all(),
            ClockFaults.all(),
            RowFaults.all(),
            CrowdFaults.all())
        .flatMap(List::stream)
        .toList();
  }
}
