package io.lyceum.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.CommandId;
import io.lyceum.core.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may send. */
public sealed interface ClientFrame {
  record Hello(String token, String client, Map<String, Long> resume) implements ClientFrame {
    public Hello {
      // In the client's order, which Map.copyOf would not keep.
      resume = Collections.unmodifiableMap(new LinkedHashMap<>(resume));
    }
  }

  record Subscribe(String id, String topic, @Nullable Long after) implements ClientFrame {}

  record Unsubscribe(String id, String topic) implements ClientFrame {}

  record Command(
      CommandId id,
      String topic,
      String type,
      JsonNode data,
      @Nullable CommandId follows,
      @Nullable String traceparent)
      implements ClientFrame {}

  record Signal(String topic, String type, JsonNode data, @Nullable String to)
      implements ClientFrame {}

  record Ping(JsonNode t) implements ClientFrame {}

  /**
   * Not a frame we can follow.
   *
   * @param id the frame's id, as far as it could be read
   * @param bad counts towards the flood of bad frames that ends a socket
   */
  record Unreadable(@Nullable String id, Rejection rejection, boolean bad) implements ClientFrame {}
}
