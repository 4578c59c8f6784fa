package io.lyceum.topic.frame;

import io.lyceum.core.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One journal entry as the hubs carry it: its sequence number and what each audience is shown.
 * Entries nobody sees travel too, so that a hub can tell a hole from silence.
 */
public record Entry(long seq, List<EncodedView> views) {
  public Entry {
    views = List.copyOf(views);
  }

  /** What this viewer is shown, null if nothing. */
  public @Nullable EncodedView shownTo(Viewer viewer) {
    for (EncodedView view : views) {
      if (view.audience().includes(viewer)) {
        return view;
      }
    }
    return null;
  }

  /** Characters of text held, for bounds. */
  public int size() {
    return views.stream().mapToInt(EncodedView::size).sum();
  }
}
