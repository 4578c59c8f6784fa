package io.lyceum.topic.journal;

import java.nio.charset.StandardCharsets;

/**
 * What goes into the journal's and the snapshot's table: a literal name with a version, and JSON
 * text. JSON rather than CBOR: see decision 0004.
 */
public record StoredRecord(String manifest, String json) {
  static StoredRecord of(String manifest, byte[] payload) {
    return new StoredRecord(manifest, new String(payload, StandardCharsets.UTF_8));
  }

  byte[] payload() {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
