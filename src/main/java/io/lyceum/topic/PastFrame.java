package io.lyceum.topic;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event frame on a page of the past. Most go out as the text they already are; only one that is
 * to be changed is parsed.
 */
public final class PastFrame {
  /** Within a string of the frame its quotes would be escaped. */
  private static final String AT = ",\"at\":\"";

  private final long seq;
  private final String type;
  private final String text;
  private @Nullable ObjectNode parsed;

  public PastFrame(long seq, String type, String text) {
    this.seq = seq;
    this.type = type;
    this.text = text;
  }

  public long seq() {
    return seq;
  }

  public String type() {
    return type;
  }

  /** When it happened. */
  public Instant at() {
    int from = text.indexOf(AT) + AT.length();
    return Instant.parse(text.substring(from, text.indexOf('"', from)));
  }

  /** The frame to read and to change in place. */
  public ObjectNode json() {
    ObjectNode json = parsed;
    if (json == null) {
      try {
        json = Json.MAPPER.readValue(text, ObjectNode.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      parsed = json;
    }
    return json;
  }

  @JsonValue
  Object written() {
    return parsed == null ? new RawValue(text) : parsed;
  }
}
