package io.lyceum.platform.websocket;

import org.apache.pekko.util.ByteString;

/** What a client's bytes say. */
public sealed interface FrameEvent {
  /** A whole text, however many frames it came in. */
  record Text(String text) implements FrameEvent {}

  /** A whole binary message. */
  record Binary(ByteString payload) implements FrameEvent {}

  record Ping(ByteString payload) implements FrameEvent {}

  record Pong() implements FrameEvent {}

  /**
   * The client closes; nothing after it is read.
   *
   * @param code 1005 when it gave none
   */
  record Close(int code) implements FrameEvent {}

  /** A message is larger than it may be; its rest is passed over. */
  record TooLarge() implements FrameEvent {}

  /**
   * The protocol is broken; nothing after it is read.
   *
   * @param code to close with
   */
  record Violation(int code) implements FrameEvent {}
}
