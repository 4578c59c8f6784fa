package io.lyceum.media.room;

import io.lyceum.media.Feed;
import io.lyceum.media.Rights;
import io.lyceum.media.TrackKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How far a feed is, and which of its tracks the server has been told to hold back. */
final class Sending {
  private final Feed feed;
  private final Map<TrackKind, Boolean> asked = new EnumMap<>(TrackKind.class);
  private final Map<TrackKind, Boolean> muted = new EnumMap<>(TrackKind.class);
  private boolean published;
  private boolean arrives;

  Sending(Feed feed) {
    this.feed = feed;
  }

  Feed feed() {
    return feed;
  }

  void arrives() {
    arrives = true;
  }

  List<Step> published(Rights rights) {
    published = true;
    return obey(rights);
  }

  /** A track is muted by the server's own hand; before it has the feed there is nothing to mute. */
  List<Step> obey(Rights rights) {
    List<Step> steps = new ArrayList<>();
    for (TrackKind kind : TrackKind.values()) {
      boolean mute = !rights.may(feed.source(), kind);
      if (published && asked.getOrDefault(kind, false) != mute) {
        asked.put(kind, mute);
        steps.add(new Step.Mute(feed, kind, mute));
      }
    }
    return steps;
  }

  void muted(TrackKind kind, boolean isMuted) {
    muted.put(kind, isMuted);
  }

  /** Whether others may be given it: it arrives, and what it may not send is held back for sure. */
  boolean isAudible(Rights rights) {
    boolean heldBack = true;
    for (TrackKind kind : TrackKind.values()) {
      heldBack &= rights.may(feed.source(), kind) || muted.getOrDefault(kind, false);
    }
    return published && arrives && heldBack;
  }
}
