package io.lyceum.flow.replay;

import io.lyceum.topic.PastFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strands woven into one by time. Each topic's events keep their order, whatever the clocks of its
 * nodes said: an event is never before the one it follows.
 *
 * @param next where the page behind this one begins
 * @param more whether there is one by now
 */
record Weave(List<Moment> moments, Bookmarks next, boolean more) {
  /** What is read of a strand and where it stands. */
  private static final class Spool {
    final Strand strand;
    int taken;
    Bookmark mark;

    Spool(Strand strand) {
      this.strand = strand;
      this.mark = strand.from();
    }

    boolean isReadThrough() {
      return taken == strand.read().size();
    }

    long offset(Span span) {
      return Math.max(mark.offset(), span.offset(strand.read().get(taken).at()));
    }

    PastFrame take(long offset) {
      PastFrame frame = strand.read().get(taken);
      taken++;
      mark = new Bookmark(frame.seq(), offset);
      return frame;
    }
  }

  /**
   * The next moments, at most {@code limit}. Of two at the same time the strand that is named first
   * is first.
   */
  static Weave of(List<Strand> strands, Span span, int limit) {
    List<Spool> spools = strands.stream().map(Spool::new).toList();
    List<Moment> moments = new ArrayList<>();
    while (moments.size() < limit && spools.stream().noneMatch(Weave::hidesItsNext)) {
      Spool first = null;
      for (Spool spool : spools) {
        if (!spool.isReadThrough() && (first == null || spool.offset(span) < first.offset(span))) {
          first = spool;
        }
      }
      if (first == null) {
        break;
      }
      long offset = first.offset(span);
      moments.add(new Moment(offset, first.take(offset)));
    }
    Map<String, Bookmark> next = new HashMap<>();
    spools.forEach(spool -> next.put(spool.strand.topic(), spool.mark));
    boolean more = spools.stream().anyMatch(t -> !t.isReadThrough() || t.strand.more());
    return new Weave(List.copyOf(moments), new Bookmarks(next), more);
  }

  /** Its next event, not read yet, may be the earliest of all. */
  private static boolean hidesItsNext(Spool spool) {
    return spool.isReadThrough() && spool.strand.more();
  }
}
