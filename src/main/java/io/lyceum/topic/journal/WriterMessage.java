package io.lyceum.topic.journal;

import java.util.List;

/** What the entity tells its writer. */
public sealed interface WriterMessage<C> {
  /** Decide these in order and write what follows in one transaction. One batch at a time. */
  record Batch<C>(List<Work<C>> work) implements WriterMessage<C> {
    public Batch {
      work = List.copyOf(work);
    }
  }
}
