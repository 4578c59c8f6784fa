package io.lyceum.bench;

import io.lyceum.bench.wire.LyceumWire;
import io.lyceum.bench.wire.PlainWire;
import io.lyceum.bench.wire.SocketIoWire;
import io.lyceum.bench.wire.Wire;
import java.util.Locale;

/** The wires that can be spoken. */
enum WireName {
  LYCEUM,
  PLAIN,
  SOCKETIO;

  /** As one writes it. */
  String shown() {
    return name().toLowerCase(Locale.ROOT);
  }

  Wire wire() {
    return switch (this) {
      case LYCEUM -> new LyceumWire();
      case PLAIN -> new PlainWire();
      case SOCKETIO -> new SocketIoWire();
    };
  }
}
