package io.lyceum.media.room;

import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whose voices are heard at the moment, and what was last told of it. */
final class Speakers {
  private final Set<Feed> speaking = new LinkedHashSet<>();
  private List<UserId> told = List.of();

  void speaks(Feed feed, boolean now) {
    speaking.remove(feed);
    if (now) {
      speaking.add(feed);
    }
  }

  /** Who began last at the end. */
  List<UserId> now() {
    return speaking.stream().map(feed -> feed.place().user()).distinct().toList();
  }

  /** True when all are to be told anew. */
  boolean changed() {
    List<UserId> now = now();
    boolean changed = !now.equals(told);
    told = now;
    return changed;
  }
}
