package io.lyceum.bench.wire;

/** A message that is sent many times, each time with another stamp. */
public interface Outgoing {
  int length();

  /** Writes it to the beginning of {@code into}. */
  void write(byte[] into, long stamp);
}
