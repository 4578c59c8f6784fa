package io.lyceum.bench.wire;

import io.lyceum.bench.net.WebSocket;

/** How a server is spoken to. One object serves all sockets of a run, on all threads. */
public interface Wire {
  /** What a line is about, as far as its first bytes tell. */
  enum Kind {
    /** A message with the sender's stamp in its text. */
    DELIVERY,
    /** A message of the lossy lane; whose it is tells {@link #signalled}. */
    SIGNAL,
    /** The answer to a post. */
    ACK,
    /** Nothing that is looked into. */
    IGNORED,
    OTHER
  }

  WebSocket.Endpoint endpoint(String host);

  /** Classifies a line, or the first of several, by its beginning. */
  Kind kind(byte[] bytes, int from, int to);

  /** When the post that this line acknowledges was meant to be sent. */
  long acknowledged(byte[] bytes, int from, int to);

  /** When the signal in this line was meant to be sent; by default its text says so. */
  default long signalled(byte[] bytes, int from, int to) {
    return Stamp.at(bytes, Stamp.find(bytes, from, to), to);
  }

  /** The words from the open socket to its place in a room, and what must be answered later. */
  Dialogue dialogue(Member member);

  /** What this member posts, again and again. */
  Outgoing post(Member member);

  /** The same in the lossy lane. */
  Outgoing signal(Member member);

  /** Said by every socket each 20 seconds; empty when the wire needs nothing. */
  default String keepAlive() {
    return "";
  }
}
