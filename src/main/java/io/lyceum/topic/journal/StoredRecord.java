package io.lyceum.topic.journal;

import io.lyceum.platform.personal.Sealable;
import io.lyceum.platform.personal.SealedText;
import java.nio.charset.StandardCharsets;

/**
 * What goes into the journal's and the snapshot's table: a literal name with a version, and JSON
 * text. JSON rather than CBOR: see decision 0004.
 *
 * @param text the JSON, with marks around what is personal until it is written
 */
public record StoredRecord(String manifest, String text) implements Sealable {
  static StoredRecord of(String manifest, byte[] payload) {
    return new StoredRecord(manifest, new String(payload, StandardCharsets.UTF_8));
  }

  public String json() {
    return SealedText.plain(text);
  }

  @Override
  public StoredRecord with(String other) {
    return new StoredRecord(manifest, other);
  }

  byte[] payload() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
