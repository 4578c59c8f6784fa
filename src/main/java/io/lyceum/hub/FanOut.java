package io.lyceum.hub;

import io.lyceum.core.Lane;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.websocket.EncodedText;
import io.lyceum.topic.frame.EncodedView;
import io.lyceum.topic.frame.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a batch of entries to each viewer's size. Viewers of one role at one position share one
 * text; only who is named in the batch (own result, private frame) gets a text of their own.
 */
final class FanOut {
  /** Room for a usual frame, in characters. */
  private static final int FRAME = 512;

  /** What one viewer is sent of a batch. */
  record Piece(long shown, int count, EncodedText text, List<Latest> latest) {}

  /** The newest value of a key. */
  record Latest(String key, EncodedText text) {}

  private record Cohort(TopicRole role, long shown, long looked, @Nullable UserId named) {}

  private final List<Entry> entries;
  private final Set<String> named = new HashSet<>();
  private final Map<Cohort, Piece> pieces = new HashMap<>();

  FanOut(List<Entry> entries) {
    this.entries = entries;
    for (Entry entry : entries) {
      for (EncodedView view : entry.views()) {
        view.audience().users().forEach(user -> named.add(user.value()));
        view.audience().not().forEach(user -> named.add(user.value()));
        named.addAll(view.own().keySet());
      }
    }
  }

  Piece piece(Viewer viewer, long shown, long looked) {
    boolean personal = named.contains(viewer.user().value());
    Cohort cohort = new Cohort(viewer.role(), shown, looked, personal ? viewer.user() : null);
    return pieces.computeIfAbsent(cohort, _ -> cut(viewer, shown, looked));
  }

  private Piece cut(Viewer viewer, long shown, long looked) {
    StringBuilder text = new StringBuilder(entries.size() * FRAME);
    List<Latest> latest = new ArrayList<>();
    long prev = shown;
    int count = 0;
    for (Entry entry : entries) {
      EncodedView view = entry.seq() > looked ? entry.shownTo(viewer) : null;
      if (view != null && view.lane() == Lane.DURABLE) {
        text.append(count++ == 0 ? "" : "\n");
        view.appendTo(text, prev, viewer);
        prev = entry.seq();
      } else if (view != null) {
        latest.add(new Latest(view.key(), EncodedText.of(view.text(0, viewer))));
      }
    }
    return new Piece(prev, count, EncodedText.of(text.toString()), latest);
  }
}
