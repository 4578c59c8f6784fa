package io.lyceum.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Caller;
import io.lyceum.core.SessionId;
import io.lyceum.core.TopicId;

/**
 * Takes the signals that are meant for the server itself, {@link Relay.Handed}; answers by {@link
 * Topics#say}. Must not block.
 */
@FunctionalInterface
public interface Attendant {
  /** Where no kind hands anything over. */
  Attendant NONE = (_, _, _, _, _) -> {};

  void heard(TopicId topic, Caller from, SessionId session, String type, JsonNode data);
}
