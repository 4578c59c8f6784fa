package io.lyceum.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.lyceum.chat.domain.Author;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON against CBOR for a stored event: bytes, and time to write and read one. Both in turn in one
 * run; medians. Run its main.
 */
final class JournalFormatBenchmark {
  private static final Logger log = LoggerFactory.getLogger(JournalFormatBenchmark.class);
  private static final int ROUNDS = 15;
  private static final int EVENTS = 100_000;

  private JournalFormatBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    ChatEvent event =
        new ChatEvent.MessagePosted(
            42,
            new Author(new UserId("ada"), "Ada Lovelace"),
            "x".repeat(100),
            Optional.of(7L),
            false,
            List.of(),
            Instant.parse("2026-01-05T10:00:00.123456Z"));
    JsonNode tree = ChatTopic.journal().write(event);
    ObjectMapper json = Json.MAPPER;
    ObjectMapper cbor = new CBORMapper();
    double[] jsonNanos = new double[ROUNDS];
    double[] cborNanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      jsonNanos[round] = nanos(json, tree);
      cborNanos[round] = nanos(cbor, tree);
    }
    log.info(
        "JSON {} bytes, {} ns to write and read",
        json.writeValueAsBytes(tree).length,
        median(jsonNanos));
    log.info(
        "CBOR {} bytes, {} ns to write and read",
        cbor.writeValueAsBytes(tree).length,
        median(cborNanos));
  }

  private static double nanos(ObjectMapper mapper, JsonNode tree) throws IOException {
    long start = System.nanoTime();
    long fields = 0;
    for (int i = 0; i < EVENTS; i++) {
      fields += mapper.readTree(mapper.writeValueAsBytes(tree)).size();
    }
    if (fields == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return (double) (System.nanoTime() - start) / EVENTS;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
