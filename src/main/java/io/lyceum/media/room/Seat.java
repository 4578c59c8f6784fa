package io.lyceum.media.room;

import io.lyceum.core.SessionId;
import io.lyceum.core.UserId;
import io.lyceum.media.Feed;
import io.lyceum.media.Place;
import io.lyceum.media.Rights;
import io.lyceum.media.Source;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place that takes part; changed by the {@link Seating} alone. */
final class Seat {
  final Place place;
  final Listening listening = new Listening();
  private final Map<Source, Sending> sendings = new EnumMap<>(Source.class);
  SessionId session;
  Rights told = Rights.NONE;

  Seat(Place place, SessionId session) {
    this.place = place;
    this.session = session;
  }

  Step say(Told what) {
    return new Step.Say(session, what);
  }

  /** How high the page shows the pictures of whom; they come in sizes that fit. */
  List<Step> look(Map<UserId, Integer> heights) {
    listening.look(heights);
    return resized();
  }

  /** The page takes the last offer. */
  List<Step> answered() {
    listening.answered();
    return resized();
  }

  private List<Step> resized() {
    List<Step> steps = new ArrayList<>();
    listening.resized().forEach((mid, layer) -> steps.add(new Step.Prefer(place, mid, layer)));
    return steps;
  }

  /** A copy: what is done for each may end it. */
  List<Sending> sendings() {
    return List.copyOf(sendings.values());
  }

  @Nullable Sending sending(Source source) {
    return sendings.get(source);
  }

  /** The sending of just this feed; empty when another has begun. */
  Optional<Sending> sending(Feed feed) {
    return Optional.ofNullable(sendings.get(feed.source()))
        .filter(sending -> sending.feed().equals(feed));
  }

  void sends(Sending sending) {
    sendings.put(sending.feed().source(), sending);
  }

  void sendsNoMore(Source source) {
    sendings.remove(source);
  }
}
