package io.lyceum.topic.journal;

import java.util.List;

/** What the writer tells its entity. */
public sealed interface WriterReport<S, E> {
  /** The journal was replayed; the topic can take commands. */
  record Ready<S, E>(TopicState<S> state) implements WriterReport<S, E> {}

  /**
   * A batch is durable; its answers were given.
   *
   * @param entries what was written; the last one has the sequence number {@code state.seq()}
   * @param traces of the recorded commands among those it came from
   */
  record Committed<S, E>(TopicState<S> state, List<Recorded<E>> entries, List<String> traces)
      implements WriterReport<S, E> {
    public Committed {
      entries = List.copyOf(entries);
      traces = List.copyOf(traces);
    }
  }
}
