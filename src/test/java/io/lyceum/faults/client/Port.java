package io.lyceum.faults.client;

import io.lyceum.faults.check.Line;

/** What a client can do to the world. */
interface Port {
  /** Sends a text frame on the present connection; lost silently when there is none. */
  void transmit(String frame);

  /** Gives up the present connection and opens another one after this time. */
  void reconnect(long afterMs);

  void log(Line line);
}
