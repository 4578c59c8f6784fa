package io.lyceum.topic.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.CommandId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.personal.SealedText;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.TopicKinds;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries and snapshots of one kind to their stored form and back. */
public final class RecordCodec<S, E> {
  /** The stored name of an entry without an event. */
  public static final String NOTED = "topic.noted/1";

  private final JournalCodec<S, E> kind;

  public RecordCodec(JournalCodec<S, E> kind) {
    this.kind = kind;
  }

  public StoredRecord write(Recorded<E> entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("by", entry.by().value());
    json.put("at", entry.at().toString());
    Sent sent = entry.sent();
    if (sent != null) {
      json.put("command", sent.id().value().toString());
    }
    if (sent != null && !sent.sender().equals(entry.by())) {
      json.put("sender", sent.sender().value());
    }
    if (entry.alarm() != null) {
      json.put("alarm", entry.alarm().toString());
    }
    E event = entry.event();
    if (event == null) {
      return new StoredRecord(NOTED, json.toString());
    }
    json.set("event", kind.marked(event, entry.by()));
    return new StoredRecord(kind.manifest(event), json.toString());
  }

  public Recorded<E> read(StoredRecord stored) {
    JsonNode json = parse(stored);
    String alarm = text(json, "alarm");
    UserId by = new UserId(json.required("by").asText());
    return new Recorded<>(
        stored.manifest().equals(NOTED)
            ? null
            : kind.read(stored.manifest(), json.required("event")),
        by,
        sent(json, by),
        Instant.parse(json.required("at").asText()),
        alarm == null ? null : Instant.parse(alarm));
  }

  /** Reads an entry of any kind for projections; empty when it has no event. */
  public static Optional<StoredEvent> stored(
      TopicId topic, long seq, String manifest, String stored) {
    if (manifest.equals(NOTED)) {
      return Optional.empty();
    }
    JsonNode json = parse(new StoredRecord(manifest, stored));
    String alarm = text(json, "alarm");
    return Optional.of(
        new StoredEvent(
            topic,
            seq,
            manifest,
            new UserId(json.required("by").asText()),
            Instant.parse(json.required("at").asText()),
            json.required("event"),
            alarm == null ? null : Instant.parse(alarm),
            text(json, "command")));
  }

  StoredRecord writeState(TopicState<S> state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seq", state.seq());
    json.put("at", state.at().toString());
    json.set("window", state.window().toJson(state.at()));
    json.set("state", markedState(state.state()));
    return new StoredRecord(kind.stateManifest(), json.toString());
  }

  /** The same for what any of these kinds has stored; of no kind of theirs it stays as it is. */
  public static String marked(TopicKinds kinds, String topic, String manifest, String stored) {
    return kinds
        .find(TopicId.fromKey(topic).kind())
        .map(kind -> new RecordCodec<>(kind.journal()).marked(new StoredRecord(manifest, stored)))
        .orElse(stored);
  }

  /** The stored text of an entry or a snapshot, plain, with marks around what is personal. */
  public String marked(StoredRecord stored) {
    JsonNode json = parse(stored);
    String by = text(json, "by");
    for (String part : List.of("event", "state")) {
      if (json.has(part)) {
        kind.mark(stored.manifest(), json.get(part), by == null ? "" : by);
      }
    }
    return json.toString();
  }

  /** Whether anything of this person's own stands in a state. */
  public boolean holds(S state, UserId person) {
    return SealedText.marks(markedState(state).toString(), person.value());
  }

  private JsonNode markedState(S state) {
    JsonNode json = kind.writeState(state);
    kind.mark(kind.stateManifest(), json, "");
    return json;
  }

  TopicState<S> readState(StoredRecord stored) {
    JsonNode json = parse(stored);
    return new TopicState<>(
        kind.readState(stored.manifest(), json.required("state")),
        IdempotencyWindow.fromJson(json.required("window")),
        json.required("seq").asLong(),
        Instant.parse(json.required("at").asText()));
  }

  private static @Nullable Sent sent(JsonNode json, UserId by) {
    String command = text(json, "command");
    String sender = text(json, "sender");
    return command == null
        ? null
        : new Sent(
            sender == null ? by : new UserId(sender), new CommandId(UUID.fromString(command)));
  }

  private static JsonNode parse(StoredRecord stored) {
    try {
      return Json.MAPPER.readTree(stored.json());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the journal holds a damaged " + stored.manifest(), e);
    }
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null ? null : value.asText();
  }
}
