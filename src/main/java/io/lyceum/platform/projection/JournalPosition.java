package io.lyceum.platform.projection;

/**
 * A place in the journal across topics: the writing transaction, then the row. Rows of a
 * transaction that is still running are not read yet, so nothing ever appears before a position.
 *
 * @param tx PostgreSQL's {@code xid8}, unsigned
 */
record JournalPosition(long tx, long ordering) {
  static JournalPosition of(String tx, long ordering) {
    return new JournalPosition(Long.parseUnsignedLong(tx), ordering);
  }

  boolean isAfter(JournalPosition other) {
    int byTransaction = Long.compareUnsigned(tx, other.tx);
    return byTransaction > 0 || (byTransaction == 0 && ordering > other.ordering);
  }
}
