package io.lyceum.topic.entity;

import io.lyceum.core.Lane;
import io.lyceum.core.TopicId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.database.Database;
import io.lyceum.topic.Amendment;
import io.lyceum.topic.PastFrame;
import io.lyceum.topic.TopicKinds;
import io.lyceum.topic.Topics.Page;
import io.lyceum.topic.frame.EncodedView;
import io.lyceum.topic.frame.Entry;
import io.lyceum.topic.frame.Replay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pages of a topic's past as one viewer may see it. */
public final class History {
  /** Rows read at once when those that were asked for held too few that the viewer may see. */
  private static final int STRETCH = 500;

  private record Shown(long seq, EncodedView view) {}

  private final Replay replay;
  private final TopicKinds kinds;
  private final Database database;

  public History(Replay replay, TopicKinds kinds, Database database) {
    this.replay = replay;
    this.kinds = kinds;
    this.database = database;
  }

  /** The last {@code limit} events below {@code before}. */
  CompletionStage<Page> before(TopicId topic, Viewer viewer, long before, int limit) {
    return gatherBackward(topic, viewer, before - 1, limit + 1, limit, new ArrayDeque<>())
        .thenCompose(page -> amended(topic, page));
  }

  /** The first {@code limit} events above {@code after}, up to {@code head}. */
  CompletionStage<Page> after(TopicId topic, Viewer viewer, long after, long head, int limit) {
    return gatherForward(topic, viewer, after, after + 1, head, limit + 1, limit, new ArrayList<>())
        .thenCompose(page -> amended(topic, page));
  }

  private CompletionStage<Page> amended(TopicId topic, Page page) {
    Amendment amendment = kinds.of(topic).amendment();
    if (amendment.equals(Amendment.NONE) || page.events().isEmpty()) {
      return CompletableFuture.completedStage(page);
    }
    return database.statement(
        topic.school(),
        handle -> {
          amendment.amend(handle, topic, page.events());
          return page;
        });
  }

  private CompletionStage<Page> gatherBackward(
      TopicId topic, Viewer viewer, long to, int rows, int limit, Deque<Shown> found) {
    if (to < 1 || found.size() > limit) {
      return CompletableFuture.completedStage(backwardPage(viewer, limit, found));
    }
    return replay
        .backward(topic, 1, to, rows)
        .thenCompose(
            entries -> {
              entries.reversed().forEach(entry -> addTo(found, entry, viewer, limit));
              long next = entries.isEmpty() ? 0 : entries.getFirst().seq() - 1;
              return gatherBackward(topic, viewer, next, STRETCH, limit, found);
            });
  }

  /** One event more than asked for is looked at: it is the first one's {@code prev}. */
  private static void addTo(Deque<Shown> found, Entry entry, Viewer viewer, int limit) {
    EncodedView view = entry.shownTo(viewer);
    if (view != null && view.lane() == Lane.DURABLE && found.size() <= limit) {
      found.addFirst(new Shown(entry.seq(), view));
    }
  }

  private static Page backwardPage(Viewer viewer, int limit, Deque<Shown> found) {
    boolean more = found.size() > limit;
    long prev = more ? found.removeFirst().seq() : 0;
    return page(viewer, prev, found, more);
  }

  private CompletionStage<Page> gatherForward(
      TopicId topic,
      Viewer viewer,
      long prev,
      long from,
      long head,
      int rows,
      int limit,
      List<Shown> found) {
    if (from > head || found.size() > limit) {
      boolean more = found.size() > limit;
      return CompletableFuture.completedStage(
          page(viewer, prev, more ? found.subList(0, limit) : found, more));
    }
    return replay
        .forward(topic, from, head, rows)
        .thenCompose(
            entries -> {
              for (Entry entry : entries) {
                EncodedView view = entry.shownTo(viewer);
                if (view != null && view.lane() == Lane.DURABLE) {
                  found.add(new Shown(entry.seq(), view));
                }
              }
              long next = entries.isEmpty() ? head + 1 : entries.getLast().seq() + 1;
              return gatherForward(topic, viewer, prev, next, head, STRETCH, limit, found);
            });
  }

  private static Page page(Viewer viewer, long before, Iterable<Shown> shown, boolean more) {
    List<PastFrame> events = new ArrayList<>();
    long prev = before;
    for (Shown one : shown) {
      EncodedView view = one.view();
      events.add(new PastFrame(one.seq(), view.type(), view.text(prev, viewer)));
      prev = one.seq();
    }
    return new Page(events, more);
  }
}
