package io.lyceum.topic.journal;

import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.personal.Sealing;
import java.util.ArrayList;
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
  private final Sealing sealing;

  public DatabaseJournal(Database database, Sealing sealing) {
    this.database = database;
    this.sealing = sealing;
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
    return database
        .statement(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("topic", topic.key())
                    .bind("from", from)
                    .bind("to", to)
                    .bind("limit", limit)
                    .map(
                        (row, _) ->
                            new Row(
                                row.getLong(1), StoredRecord.of(row.getString(2), row.getBytes(3))))
                    .list())
        // Not while it holds a connection: a key may have to be read by another one.
        .thenApplyAsync(rows -> opened(topic, rows), database.blocking());
  }

  private List<Row> opened(TopicId topic, List<Row> rows) {
    List<String> texts =
        sealing.openAll(topic.key(), rows.stream().map(row -> row.stored().text()).toList());
    List<Row> opened = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      opened.add(new Row(rows.get(i).seq(), rows.get(i).stored().with(texts.get(i))));
    }
    return opened;
  }
}
