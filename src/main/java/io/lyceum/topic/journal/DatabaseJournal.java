package io.lyceum.topic.journal;

import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The journal's table. */
public final class DatabaseJournal implements JournalReader {
  private static final String READ =
      """
      select sequence_number, event_ser_manifest, event_payload from event_journal
      where persistence_id = :topic and sequence_number between :from and :to
      order by sequence_number %s limit :limit
      """;

  private final Database database;

  public DatabaseJournal(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<List<Row>> forward(TopicId topic, long from, long to, int limit) {
    return read(READ.formatted("asc"), topic, from, to, limit);
  }

  @Override
  public CompletionStage<List<Row>> backward(TopicId topic, long from, long to, int limit) {
    return read(READ.formatted("desc"), topic, from, to, limit);
  }

  private CompletionStage<List<Row>> read(
      String sql, TopicId topic, long from, long to, int limit) {
    return database.statement(
        handle ->
            handle
                .createQuery(sql)
                .bind("topic", topic.key())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Row(row.getLong(1), StoredRecord.of(row.getString(2), row.getBytes(3))))
                .list());
  }
}
