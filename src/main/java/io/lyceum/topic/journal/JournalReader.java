package io.lyceum.topic.journal;

import io.lyceum.core.TopicId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads a stretch of one topic's journal, for replays and history; reads what is committed and
 * nothing else.
 */
public interface JournalReader {
  /** A row as stored. */
  record Row(long seq, StoredRecord stored) {}

  /** The first {@code limit} rows of {@code [from, to]}, ascending. */
  CompletionStage<List<Row>> forward(TopicId topic, long from, long to, int limit);

  /** The last {@code limit} rows of {@code [from, to]}, descending. */
  CompletionStage<List<Row>> backward(TopicId topic, long from, long to, int limit);
}
