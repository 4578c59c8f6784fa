package io.lyceum.bench.load;

/**
 * Who sends what: messages go round the rooms, and in each room round those who send. Sockets are
 * numbered room by room.
 *
 * @param senders how many of a room's members send
 */
public record Plan(int rooms, int members, int senders) {
  int sockets() {
    return rooms * members;
  }

  /** The socket that sends the message with this index. */
  int sender(long index) {
    int room = (int) (index % rooms);
    int turn = (int) (index / rooms % senders);
    return room * members + turn;
  }

  /** How many messages each sender sends a second when all send so many. */
  public double share(double rate) {
    return rate / (rooms * (double) senders);
  }
}
