package io.lyceum.faults.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.platform.json.Json;
import io.lyceum.platform.seal.SealRing;
import io.lyceum.platform.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/**
 * What the database holds in the end: the truth every log is compared with.
 *
 * @param rooms for each room which message stands at which seq; an empty text is another event
 */
public record Journal(Map<String, NavigableMap<Long, String>> rooms) {
  private static final String POSTED = "chat.message-posted";

  /** Reads the chats of a school from {@code event_journal}. */
  public static Journal read(Jdbi jdbi, String school) {
    Map<String, NavigableMap<Long, String>> rooms = new HashMap<>();
    Vault vault =
        new Vault(
            jdbi, Runnable::run, new SealRing(List.of()), () -> true, new SimpleMeterRegistry());
    jdbi.useTransaction(
        handle ->
            handle
                .createQuery(
                    "select persistence_id, sequence_number, event_ser_manifest, event_payload"
                        + " from event_journal where persistence_id like :chats")
                .bind("chats", school + "|chat:%")
                .setFetchSize(10_000)
                .map(
                    (row, context) -> {
                      String manifest = row.getString(3);
                      String stored = new String(row.getBytes(4), StandardCharsets.UTF_8);
                      String payload = vault.open(row.getString(1), stored);
                      rooms
                          .computeIfAbsent(roomOf(row.getString(1)), _ -> new TreeMap<>())
                          .put(row.getLong(2), manifest.startsWith(POSTED) ? key(payload) : "");
                      return true;
                    })
                .forEach(ignored -> {}));
    return new Journal(rooms);
  }

  private static String roomOf(String persistenceId) {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  private static String key(String payload) {
    try {
      JsonNode text = Json.parse(payload).path("event").findValue("text");
      return text == null ? "" : text.asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NavigableMap<Long, String> room(String room) {
    return rooms.getOrDefault(room, new TreeMap<>());
  }
}
