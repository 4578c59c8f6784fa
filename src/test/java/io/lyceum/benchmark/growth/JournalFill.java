package io.lyceum.benchmark.growth;

import io.lyceum.core.TopicId;
import io.lyceum.testkit.TestDatabase;

/**
 * Fills a stopped server's journal faster than it could itself: with copies of a row it has
 * written, equal but for their numbers and ids.
 *
 * @param database as a role that may do anything
 */
record JournalFill(TestDatabase database) {
  /** A command's id ends with the number in place of its random part; its time stays. */
  private static final String EVENTS =
      """
      insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,
        adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
      select persistence_id, n, writer, write_timestamp, adapter_manifest, event_ser_id,
        event_ser_manifest,
        convert_to(
          regexp_replace(
            regexp_replace(convert_from(event_payload, 'UTF8'), '"seq":\\d+', '"seq":' || n),
            '("command":"[0-9a-f-]{24})[0-9a-f]{12}', '\\1' || lpad(to_hex(n), 12, '0')),
          'UTF8')
      from event_journal, generate_series(:last + 1, :upTo) n
      where persistence_id = :topic and sequence_number = :last
      """;

  private static final String TOPICS =
      """
      insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,
        adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
      select left(persistence_id, -12) || lpad(to_hex(n), 12, '0'), sequence_number, writer,
        write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload
      from event_journal, generate_series(1, :count) n
      where persistence_id = :topic
      """;

  /** Readers of the whole journal have their own way; here they must not be in the way. */
  private static final String SKIP =
      "update projection_offset set tx = pg_current_xact_id(), ordering = 0";

  /** Goes on with copies of this entry, the topic's last, up to another. */
  void lengthen(TopicId topic, long last, long upTo) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(EVENTS)
                    .bind("topic", topic.key())
                    .bind("last", last)
                    .bind("upTo", upTo)
                    .execute());
    skip();
  }

  /** Makes so many topics with the same entries. */
  void multiply(TopicId topic, int count) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(TOPICS)
                    .bind("topic", topic.key())
                    .bind("count", count)
                    .execute());
    skip();
  }

  /** The copy of this number, counted from 1. */
  static TopicId copy(TopicId topic, int number) {
    String id = topic.id();
    String digits = String.format("%012x", number);
    return new TopicId(
        topic.school(), topic.kind(), id.substring(0, id.length() - digits.length()) + digits);
  }

  private void skip() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(SKIP);
              handle.execute("analyze event_journal");
            });
  }
}
