package io.lyceum.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link ClientMachine} wants done, and what it tells its application. */
public sealed interface ClientEffect {
  /** Open a socket at this time, ms of the own clock. */
  record ConnectAt(long atMs) implements ClientEffect {}

  /** Send this frame. */
  record Send(String text) implements ClientEffect {}

  /** Let go of the socket. */
  record Hang() implements ClientEffect {}

  /** The subscription stands; without {@code recovered} all that was known is replaced. */
  record Opened(String topic, long seq, boolean recovered, @Nullable JsonNode snapshot)
      implements ClientEffect {}

  /** One event, handed to the application. */
  record Given(String topic, long seq, String type, JsonNode data) implements ClientEffect {}

  /** A hole in the stream was seen; on one unbroken socket there should be none. */
  record Hole(String topic, long had, long prev, long seq) implements ClientEffect {}

  /** Who is there, by user id. */
  record Present(String topic, Set<String> users) implements ClientEffect {}

  /** The topic is followed no longer. */
  record Ended(String topic, String code) implements ClientEffect {}

  /** A command is durable. */
  record Acknowledged(String topic, String id, int number, long seq) implements ClientEffect {}

  /**
   * A command was refused for good.
   *
   * @param doubtful it may have been carried out all the same
   */
  record Refused(String topic, String id, int number, String code, boolean doubtful)
      implements ClientEffect {}
}
