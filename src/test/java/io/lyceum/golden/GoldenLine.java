package io.lyceum.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.journal.StoredRecord;

/**
 * One row of the journal or of the snapshots, as a line of a golden file. The stored JSON stands in
 * it character by character, so that even the spelling of a number is kept.
 */
record GoldenLine(TopicId topic, long seq, StoredRecord stored) {
  private static final String JSON = ",\"json\":";

  static GoldenLine of(TopicId topic, long seq, StoredRecord stored) {
    return new GoldenLine(topic, seq, stored);
  }

  static GoldenLine parse(String line) {
    try {
      JsonNode head = Json.MAPPER.readTree(line);
      String json = line.substring(line.indexOf(JSON) + JSON.length(), line.length() - 1);
      return new GoldenLine(
          TopicId.fromKey(head.required("topic").asText()),
          head.required("seq").asLong(),
          new StoredRecord(head.required("manifest").asText(), json));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not a golden line: " + line, e);
    }
  }

  String text() {
    return "{\"topic\":"
        + Json.write(topic.key())
        + ",\"seq\":"
        + seq
        + ",\"manifest\":"
        + Json.write(stored.manifest())
        + JSON
        + stored.json()
        + "}";
  }
}
