package io.lyceum.core;

/** How a frame is delivered; fixed for each message type and published in the protocol. */
public enum Lane {
  /** In topic order, without hole or double, also across crashes. */
  DURABLE,
  /** Only the newest value of a key; conflated under load. */
  LATEST,
  /** Best effort, dropped first, never stored. */
  SIGNAL
}
