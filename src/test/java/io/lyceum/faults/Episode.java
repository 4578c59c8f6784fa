package io.lyceum.faults;

/**
 * A fault as it went; times are the machine's monotonic clock in milliseconds.
 *
 * @param from when it was injected
 * @param to when it was healed
 * @param readyAt when all nodes served again
 * @param evidence what showed that it was felt
 * @param broken what did not hold while it lasted; empty when all did
 */
record Episode(
    Fault fault, double from, double to, double readyAt, String evidence, String broken) {
  boolean bit() {
    return !evidence.isEmpty();
  }
}
