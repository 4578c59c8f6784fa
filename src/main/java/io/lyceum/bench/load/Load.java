package io.lyceum.bench.load;

/** Something that can be sent at any rate, and that keeps count of what became of it. */
public interface Load {
  /** Counts messages with stamps in {@code [from, to)} from now on, and nothing else. */
  void listen(long from, long to);

  /** Sends the message with this index; called by one thread. */
  void send(long index, long stamp);

  /** How many have arrived since {@link #listen}. */
  long arrived();

  /** What was counted since {@link #listen}. */
  Counts counts();

  /** How often a message is to arrive. */
  int receivers();

  /** Connections that have gone. */
  int lost();
}
