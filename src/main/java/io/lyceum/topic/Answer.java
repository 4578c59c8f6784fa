package io.lyceum.topic;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;

/** What a topic says to a command. */
public sealed interface Answer extends ClusterMessage {
  /** Durable; {@code seq} is the first event the command made. */
  record Acked(long seq) implements Answer {}

  /**
   * Nothing happened, or with {@code unavailable} nothing is known: then the same id may be sent
   * again.
   *
   * @param retryAfterMs when to come back; 0 when that makes no sense
   */
  record Refused(Rejection rejection, long retryAfterMs) implements Answer {}

  static Answer refused(Rejection rejection) {
    return new Refused(rejection, 0);
  }

  static Answer unavailable(long retryAfterMs) {
    return new Refused(
        new Rejection(
            ErrorCode.UNAVAILABLE, "The topic cannot answer now; send the same id again."),
        retryAfterMs);
  }
}
