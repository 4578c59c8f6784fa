package io.lyceum.media.room;

import io.lyceum.core.SessionId;
import io.lyceum.media.Feed;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import org.jspecify.annotations.Nullable;

/** A place that takes part; changed by the {@link Seating} alone. */
final class Seat {
  final Place place;
  final Listening listening = new Listening();
  SessionId session;
  @Nullable Sending sending;
  Rights told = Rights.NONE;

  Seat(Place place, SessionId session) {
    this.place = place;
    this.session = session;
  }

  Step say(Told what) {
    return new Step.Say(session, what);
  }

  boolean sends(Feed feed) {
    return sending != null && sending.feed().equals(feed);
  }
}
