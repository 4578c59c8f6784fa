package io.lyceum.topic.frame;

import io.lyceum.core.TopicId;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.journal.JournalReader;
import io.lyceum.topic.journal.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Entries out of the journal, the same as the live stream carried them. */
public final class Replay {
  private final TopicKinds kinds;
  private final JournalReader journal;

  public Replay(TopicKinds kinds, JournalReader journal) {
    this.kinds = kinds;
    this.journal = journal;
  }

  /**
   * The first {@code limit} entries of {@code [from, to]}, ascending; fails for a topic of an
   * unknown kind.
   */
  public CompletionStage<List<Entry>> forward(TopicId topic, long from, long to, int limit) {
    return journal.forward(topic, from, to, limit).thenApply(rows -> encode(topic, rows));
  }

  /** The last {@code limit} entries of {@code [from, to]}, ascending. */
  public CompletionStage<List<Entry>> backward(TopicId topic, long from, long to, int limit) {
    return journal
        .backward(topic, from, to, limit)
        .thenApply(rows -> encode(topic, rows.reversed()));
  }

  private List<Entry> encode(TopicId topic, List<JournalReader.Row> rows) {
    return encode(topic, kinds.of(topic), rows);
  }

  private static <S, C, E> List<Entry> encode(
      TopicId topic, TopicKind<S, C, E> kind, List<JournalReader.Row> rows) {
    FrameEncoder<E> encoder = new FrameEncoder<>(topic, kind.frames());
    RecordCodec<S, E> codec = new RecordCodec<>(kind.journal());
    List<Entry> entries = new ArrayList<>(rows.size());
    for (JournalReader.Row row : rows) {
      entries.add(encoder.encode(row.seq(), codec.read(row.stored())));
    }
    return entries;
  }
}
