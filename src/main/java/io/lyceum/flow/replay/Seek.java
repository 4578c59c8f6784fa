package io.lyceum.flow.replay;

import io.lyceum.core.Caller;
import io.lyceum.core.TopicId;
import io.lyceum.topic.PastFrame;
import io.lyceum.topic.Topics;
import io.lyceum.topic.Topics.Page;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds how far a topic had come at a moment of the class, without reading all before it: halves
 * what is left until a page of it remains, and reads that.
 */
final class Seek {
  /** The clocks of two nodes differ by less, so an event may seem to be this much too early. */
  private static final long SLACK_MS = 5_000;

  private static final int PAGE = 200;

  private final Topics topics;
  private final TopicId topic;
  private final Caller caller;
  private final Span span;
  private final long target;

  private Seek(Topics topics, TopicId topic, Caller caller, Span span, long target) {
    this.topics = topics;
    this.topic = topic;
    this.caller = caller;
    this.span = span;
    this.target = target;
  }

  /** Behind the last event before {@code target}, in milliseconds since the class began. */
  static CompletionStage<Bookmark> to(
      long target, Topics topics, TopicId topic, Caller caller, Span span) {
    if (target == 0) {
      return CompletableFuture.completedStage(Bookmark.START);
    }
    Seek seek = new Seek(topics, topic, caller, span, target);
    return topics
        .events(topic, caller, OptionalLong.empty(), OptionalLong.empty(), 1)
        .thenCompose(
            last ->
                last.events().isEmpty()
                    ? CompletableFuture.completedStage(Bookmark.START)
                    : seek.halve(Bookmark.START, last.events().getFirst().seq()));
  }

  /**
   * @param low is well before the target
   * @param high is not, or is the last of all
   */
  private CompletionStage<Bookmark> halve(Bookmark low, long high) {
    if (high - low.seq() <= PAGE) {
      return walk(low);
    }
    long middle = (low.seq() + high) / 2;
    return after(middle, 1)
        .thenCompose(
            page -> {
              if (page.events().isEmpty()) {
                return halve(low, middle);
              }
              PastFrame found = page.events().getFirst();
              long offset = span.offset(found.at());
              return offset < target - SLACK_MS && found.seq() < high
                  ? halve(new Bookmark(found.seq(), offset), high)
                  : halve(low, middle);
            });
  }

  private CompletionStage<Bookmark> walk(Bookmark from) {
    return after(from.seq(), PAGE)
        .thenCompose(
            page -> {
              Bookmark reached = from;
              for (PastFrame frame : page.events()) {
                long offset = Math.max(reached.offset(), span.offset(frame.at()));
                if (offset >= target) {
                  return CompletableFuture.completedStage(reached);
                }
                reached = new Bookmark(frame.seq(), offset);
              }
              return page.more() ? walk(reached) : CompletableFuture.completedStage(reached);
            });
  }

  private CompletionStage<Page> after(long seq, int limit) {
    return topics.events(topic, caller, OptionalLong.empty(), OptionalLong.of(seq), limit);
  }
}
