package io.lyceum.platform.projection;

/**
 * A place in the journal across topics: the writing transaction, then the row. Rows of a
 * transaction that is still running are not read yet, so nothing ever appears before a position.
 */
record JournalPosition(String tx, long ordering) {
  static final JournalPosition START = new JournalPosition("0", 0);
}
