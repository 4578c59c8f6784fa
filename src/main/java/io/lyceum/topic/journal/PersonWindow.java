package io.lyceum.topic.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.CommandId;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One person's remembered command ids, oldest first. Three parallel arrays, copied on change: 24
 * bytes an id, where a persistent map would take a hundred; at most 6 KiB are copied.
 */
final class PersonWindow {
  static final int SIZE = 256;
  static final PersonWindow EMPTY =
      new PersonWindow(new long[0], new long[0], new long[0], Instant.EPOCH);

  private final long[] high;
  private final long[] low;
  private final long[] seqs;
  private final Instant last;

  private PersonWindow(long[] high, long[] low, long[] seqs, Instant last) {
    this.high = high;
    this.low = low;
    this.seqs = seqs;
    this.last = last;
  }

  Instant last() {
    return last;
  }

  OptionalLong seqOf(CommandId id) {
    long wantedHigh = id.value().getMostSignificantBits();
    long wantedLow = id.value().getLeastSignificantBits();
    for (int i = low.length - 1; i >= 0; i--) {
      if (low[i] == wantedLow && high[i] == wantedHigh) {
        return OptionalLong.of(seqs[i]);
      }
    }
    return OptionalLong.empty();
  }

  boolean isOlderThanAll(CommandId id) {
    long madeAt = id.madeAt().toEpochMilli();
    return high.length > 0 && Arrays.stream(high).allMatch(h -> madeAt < h >>> 16);
  }

  PersonWindow plus(CommandId id, long seq, Instant at) {
    return new PersonWindow(
        append(high, id.value().getMostSignificantBits()),
        append(low, id.value().getLeastSignificantBits()),
        append(seqs, seq),
        at);
  }

  private static long[] append(long[] values, long value) {
    int from = values.length == SIZE ? 1 : 0;
    long[] next = Arrays.copyOfRange(values, from, values.length + 1);
    next[next.length - 1] = value;
    return next;
  }

  JsonNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("last", last.toString());
    ArrayNode ids = json.putArray("ids");
    ArrayNode numbers = json.putArray("seqs");
    for (int i = 0; i < low.length; i++) {
      ids.add(new UUID(high[i], low[i]).toString());
      numbers.add(seqs[i]);
    }
    return json;
  }

  static PersonWindow fromJson(JsonNode json) {
    PersonWindow window = EMPTY;
    Instant last = Instant.parse(json.required("last").asText());
    for (int i = 0; i < json.required("ids").size(); i++) {
      CommandId id = new CommandId(UUID.fromString(json.required("ids").get(i).asText()));
      window = window.plus(id, json.required("seqs").get(i).asLong(), last);
    }
    return window;
  }
}
