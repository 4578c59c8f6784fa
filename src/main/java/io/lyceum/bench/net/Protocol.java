package io.lyceum.bench.net;

/** What is spoken on a connection. All is called on the thread of the connection's loop. */
public interface Protocol {
  void connected(Connection connection);

  /**
   * Takes what it can of {@code [from, to)} and gives where the rest begins, which comes again with
   * more behind it.
   *
   * @param nanos when it was read, by {@link Loop#nanos}
   */
  int received(byte[] bytes, int from, int to, long nanos);

  /** The connection is gone; called once, not after {@link Connection#close}. */
  void lost(String why);
}
