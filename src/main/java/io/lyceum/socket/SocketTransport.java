package io.lyceum.socket;

/** What carries the sockets of a node. */
public enum SocketTransport {
  /** Frames read and written by ourselves, straight on Pekko IO. */
  LEAN,
  /** Pekko HTTP and its streams. */
  HTTP
}
