package io.lyceum.topic.journal;

import io.lyceum.platform.tracing.Traced;
import io.lyceum.platform.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one group commit, one for each recorded command in it, from deciding to durable. A
 * write that fails leaves them unfinished, and they are not sent.
 */
final class CommitTrace {
  private static final CommitTrace NONE = new CommitTrace(List.of(), 0);

  /** Recorded commands of one batch that are followed; more say nothing new. */
  private static final int MOST = 32;

  private final List<Traced> spans;
  private final int commands;

  private CommitTrace(List<Traced> spans, int commands) {
    this.spans = spans;
    this.commands = commands;
  }

  static <C> CommitTrace of(Tracing tracing, List<Work<C>> work) {
    if (!tracing.isOn()) {
      return NONE;
    }
    List<String> contexts = new ArrayList<>();
    for (Work<C> one : work) {
      if (one instanceof Work.Order<C> order && order.trace() != null && contexts.size() < MOST) {
        contexts.add(order.trace());
      }
    }
    return contexts.isEmpty()
        ? NONE
        : new CommitTrace(tracing.follow("topic commit", contexts), work.size());
  }

  /** What the fan-out goes on with. */
  List<String> contexts() {
    return spans.isEmpty() ? List.of() : spans.stream().map(Traced::context).toList();
  }

  void end(int entries) {
    for (Traced span : spans) {
      span.with("lyceum.batch.commands", commands).with("lyceum.batch.entries", entries).end();
    }
  }
}
