package io.lyceum.benchmark.contender;

/** A server in the comparison. */
public enum Contender {
  LYCEUM("Lyceum", Wire.LYCEUM),
  SOCKET_IO("Socket.IO + pg", Wire.SOCKETIO),
  SOCKET_IO_GROUP("Socket.IO + pg, group commit", Wire.SOCKETIO),
  SOCKET_IO_TWO("Socket.IO + pg, 2 processes + Redis", Wire.SOCKETIO),
  SOCKET_IO_TWO_GROUP("Socket.IO + pg, 2 processes + Redis, group commit", Wire.SOCKETIO),
  WS("ws + pg", Wire.PLAIN),
  WS_GROUP("ws + pg, group commit", Wire.PLAIN),
  NETTY("Netty + JDBC, group commit, by hand", Wire.PLAIN);

  /** What is spoken on its sockets, as the load tool calls it. */
  public enum Wire {
    LYCEUM,
    PLAIN,
    SOCKETIO
  }

  private final String title;
  private final Wire wire;

  Contender(String title, Wire wire) {
    this.title = title;
    this.wire = wire;
  }

  public String title() {
    return title;
  }

  /** The title without what all have. */
  public String brief() {
    return title.replace(" + pg", "").replace(", by hand", "").replace("group commit", "group");
  }

  public Wire wire() {
    return wire;
  }

  /** Several processes share their rooms through it. */
  public boolean needsRedis() {
    return this == SOCKET_IO_TWO || this == SOCKET_IO_TWO_GROUP;
  }

  boolean groupsCommits() {
    return this == SOCKET_IO_GROUP || this == SOCKET_IO_TWO_GROUP || this == WS_GROUP;
  }
}
