package io.lyceum.benchmark;

import java.util.List;
import java.util.Locale;

/** What is measured by a climbing load, and how far ahead Lyceum means to be. */
enum Workload {
  W1A("100 rooms of 10, durable posts", "chat", 100, 10, 500, 6, 0.5),
  W1B("1 room of 1,000, durable posts", "chat", 1, 1_000, 20, 7, 0.5),
  W1C("1 hot room of 50, durable posts", "chat", 1, 50, 250, 10, 0.5),
  W2("1 room of 1,000, signals that are not stored", "signal", 1, 1_000, 20, 7, 2);

  private final String shape;
  private final String command;
  private final int rooms;
  private final int members;
  private final double from;
  private final double overSocketIo;
  private final double overNetty;

  Workload(
      String shape,
      String command,
      int rooms,
      int members,
      double from,
      double overSocketIo,
      double overNetty) {
    this.shape = shape;
    this.command = command;
    this.rooms = rooms;
    this.members = members;
    this.from = from;
    this.overSocketIo = overSocketIo;
    this.overNetty = overNetty;
  }

  String shape() {
    return shape;
  }

  /** What the load tool is told. */
  List<String> options() {
    return List.of(
        command, "--rooms", Integer.toString(rooms), "--members", Integer.toString(members));
  }

  /** Messages a second that everybody carries: where a climb begins. */
  double from() {
    return from;
  }

  /** Times Socket.IO's highest load: the goal. */
  double overSocketIo() {
    return overSocketIo;
  }

  /** Times the highest load of the peer on Netty: the goal. */
  double overNetty() {
    return overNetty;
  }

  /** As the load tool and the page spell it. */
  String title() {
    return name().substring(0, 2) + name().substring(2).toLowerCase(Locale.ROOT);
  }
}
