package io.lyceum.flow.replay;

import io.lyceum.topic.PastFrame;
import java.util.List;

/**
 * One topic's part of a class, read from a bookmark on.
 *
 * @param topic its name on the wire
 * @param read what comes next of it
 * @param more whether there is more behind that
 */
record Strand(String topic, Bookmark from, List<PastFrame> read, boolean more) {
  Strand {
    read = List.copyOf(read);
  }

  /** Nothing of it, for who may not see it. */
  static Strand empty(String topic, Bookmark from) {
    return new Strand(topic, from, List.of(), false);
  }

  /** Ends with the class: what people wrote later is not part of it. */
  Strand within(Span span) {
    List<PastFrame> inside =
        read.stream().takeWhile(frame -> !span.isAfterEnd(frame.at())).toList();
    return new Strand(topic, from, inside, more && inside.size() == read.size());
  }

  /**
   * All of it when it began in the class, else nothing: a quiz that the class's end closes is over
   * a moment later.
   */
  Strand begunWithin(Span span) {
    boolean later = from.seq() == 0 && !read.isEmpty() && span.isAfterEnd(read.getFirst().at());
    return later ? empty(topic, from) : this;
  }
}
