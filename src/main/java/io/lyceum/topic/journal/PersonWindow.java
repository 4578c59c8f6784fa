package io.lyceum.topic.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.core.CommandId;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One person's remembered command ids, oldest first: a stretch of columns that later windows of the
 * same person share. The newest window writes behind its end; a window that was already continued
 * (a batch that was decided but not written) copies first. So an id costs 24 bytes and, on average,
 * no copying.
 */
final class PersonWindow {
  static final int SIZE = 256;

  private static final int SMALLEST = 4;
  private static final int LARGEST = 2 * SIZE;

  /** Columns of ids; {@code used} rows of them belong to some window and never change again. */
  private static final class Columns {
    final long[] high;
    final long[] low;
    final long[] seqs;
    int used;

    Columns(int capacity) {
      high = new long[capacity];
      low = new long[capacity];
      seqs = new long[capacity];
    }
  }

  static final PersonWindow EMPTY =
      new PersonWindow(new Columns(0), 0, 0, Long.MIN_VALUE, Instant.EPOCH);

  private final Columns ids;
  private final int from;
  private final int to;

  /** No id has a higher half above this: what is newer needs no search. */
  private final long highest;

  private final Instant last;

  private PersonWindow(Columns ids, int from, int to, long highest, Instant last) {
    this.ids = ids;
    this.from = from;
    this.to = to;
    this.highest = highest;
    this.last = last;
  }

  Instant last() {
    return last;
  }

  OptionalLong seqOf(CommandId id) {
    long wantedHigh = id.value().getMostSignificantBits();
    long wantedLow = id.value().getLeastSignificantBits();
    if (wantedHigh > highest) {
      return OptionalLong.empty();
    }
    for (int i = to - 1; i >= from; i--) {
      if (ids.low[i] == wantedLow && ids.high[i] == wantedHigh) {
        return OptionalLong.of(ids.seqs[i]);
      }
    }
    return OptionalLong.empty();
  }

  boolean isOlderThanAll(CommandId id) {
    long madeAt = id.madeAt().toEpochMilli();
    for (int i = to - 1; i >= from; i--) {
      if (madeAt >= ids.high[i] >>> 16) {
        return false;
      }
    }
    return to > from;
  }

  /** The window with one id more, without the oldest of too many. Only one thread may call it. */
  PersonWindow plus(CommandId id, long seq, Instant at) {
    int first = to - from == SIZE ? from + 1 : from;
    boolean room = ids.used == to && to < ids.low.length;
    Columns columns = room ? ids : copy(first);
    int start = room ? first : 0;
    int end = columns.used;
    long high = id.value().getMostSignificantBits();
    columns.high[end] = high;
    columns.low[end] = id.value().getLeastSignificantBits();
    columns.seqs[end] = seq;
    columns.used = end + 1;
    return new PersonWindow(columns, start, end + 1, Math.max(highest, high), at);
  }

  private Columns copy(int first) {
    int size = to - first;
    Columns copy = new Columns(Math.clamp(2L * size, SMALLEST, LARGEST));
    System.arraycopy(ids.high, first, copy.high, 0, size);
    System.arraycopy(ids.low, first, copy.low, 0, size);
    System.arraycopy(ids.seqs, first, copy.seqs, 0, size);
    copy.used = size;
    return copy;
  }

  JsonNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("last", last.toString());
    ArrayNode made = json.putArray("ids");
    ArrayNode numbers = json.putArray("seqs");
    for (int i = from; i < to; i++) {
      made.add(new UUID(ids.high[i], ids.low[i]).toString());
      numbers.add(ids.seqs[i]);
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
