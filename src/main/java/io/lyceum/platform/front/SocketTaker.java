package io.lyceum.platform.front;

import io.lyceum.platform.websocket.Handshake;
import org.apache.pekko.actor.typed.Behavior;

/** Serves the WebSockets of one path. */
public interface SocketTaker {
  /** The path whose handshakes are offered. */
  String path();

  /** What the actor of a connection becomes that asks for a WebSocket. */
  Behavior<Object> take(Handshake handshake, Guest guest);
}
