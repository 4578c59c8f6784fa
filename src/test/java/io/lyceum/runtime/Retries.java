package io.lyceum.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.testkit.TestSocket;
import java.util.Map;

/** What a good client does while a topic cannot answer. */
final class Retries {
  private Retries() {}

  /** Sends the same id until the topic answers; gives the ack. */
  static JsonNode command(TestSocket socket, String topic, String type, Map<String, ?> data) {
    return command(socket, TestSocket.newId(), topic, type, data);
  }

  static JsonNode command(
      TestSocket socket, String id, String topic, String type, Map<String, ?> data) {
    JsonNode answer = socket.command(id, topic, type, data);
    for (int i = 0; i < 100 && answer.path("code").asText().equals("unavailable"); i++) {
      answer = socket.command(id, topic, type, data);
    }
    assertThat(answer.path("op").asText()).as(answer.toString()).isEqualTo("ack");
    return answer;
  }
}
