package io.lyceum.topic.frame;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.journal.JournalReader;
import io.lyceum.topic.journal.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Entries out of the journal, the same as the live stream carried them. */
public final class Replay {
  private final TopicKinds kinds;
  private final JournalReader journal;
  private final KnownEntries known;

  /**
   * @param cacheBytes of entries to keep that were read lately
   */
  public Replay(TopicKinds kinds, JournalReader journal, long cacheBytes) {
    this.kinds = kinds;
    this.journal = journal;
    this.known = new KnownEntries(cacheBytes);
  }

  /**
   * The first {@code limit} entries of {@code [from, to]}, ascending; fails for a topic of an
   * unknown kind.
   */
  public CompletionStage<List<Entry>> forward(TopicId topic, long from, long to, int limit) {
    return known
        .forward(topic, from, to, limit)
        .map(CompletableFuture::completedStage)
        .orElseGet(
            () -> journal.forward(topic, from, to, limit).thenApply(rows -> encode(topic, rows)));
  }

  /** The last {@code limit} entries of {@code [from, to]}, ascending. */
  public CompletionStage<List<Entry>> backward(TopicId topic, long from, long to, int limit) {
    return known
        .backward(topic, from, to, limit)
        .map(CompletableFuture::completedStage)
        .orElseGet(
            () ->
                journal
                    .backward(topic, from, to, limit)
                    .thenApply(rows -> encode(topic, rows.reversed())));
  }

  /** Reads anew what is asked of these schools: somebody there is erased. */
  public void forget(Set<SchoolId> schools) {
    known.forget(schools);
  }

  private List<Entry> encode(TopicId topic, List<JournalReader.Row> rows) {
    List<Entry> entries = encode(topic, kinds.of(topic), rows);
    known.add(topic, entries);
    return entries;
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
