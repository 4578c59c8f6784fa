package io.lyceum.topic.journal;

import io.lyceum.core.TopicId;
import io.lyceum.platform.privacy.Past;
import java.util.List;

/** The journal as exports read it. */
public record JournalPast(JournalReader journal) implements Past {
  @Override
  public List<Entry> after(TopicId topic, long seq, int limit) {
    return journal
        .forward(topic, seq + 1, Long.MAX_VALUE, limit)
        .toCompletableFuture()
        .join()
        .stream()
        .map(row -> entry(topic, row))
        .toList();
  }

  private static Entry entry(TopicId topic, JournalReader.Row row) {
    StoredRecord stored = row.stored();
    return new Entry(
        row.seq(), RecordCodec.stored(topic, row.seq(), stored.manifest(), stored.json()));
  }
}
