package io.lyceum.bench.load;

/** When each message is meant to be sent, whether or not the ones before were. */
interface Times {
  /** How many there are. */
  long count();

  /** The time of the message with this index; those behind it are no earlier. */
  long due(long index);

  /** How many a second, about. */
  double rate();
}
